import assert from "node:assert/strict";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { test } from "node:test";
import { lackOfHandles, lacksHandles } from "../../src/io/file-ops.ts";

const error = (code: string) => Object.assign(new Error(`${code}: injected`), { code });

test("a lack of file handles is told by its error, or by what opening a file says now", () => {
  for (const code of ["EMFILE", "ENFILE"]) {
    const cause = error(code);
    assert.equal(lacksHandles(cause), true);
    assert.equal(lackOfHandles(cause), cause);
  }
  const missing = error("ERR_MODULE_NOT_FOUND"); // what a loader of modules makes of it
  assert.equal(lacksHandles(missing), false);
  assert.equal(lackOfHandles(missing), undefined);
  const { openSync } = fs;
  const opened = (code: string) => {
    fs.openSync = () => {
      throw error(code);
    };
    syncBuiltinESMExports();
    return lackOfHandles(missing);
  };
  try {
    assert.equal((opened("EMFILE") as NodeJS.ErrnoException).code, "EMFILE");
    assert.equal(opened("EACCES"), undefined);
  } finally {
    fs.openSync = openSync;
    syncBuiltinESMExports();
  }
});
