import assert from "node:assert/strict";
import { join } from "node:path";
import { it } from "node:test";
import { badLine, readJson, readLines, wholeNumber } from "../../src/datasets/read-text.ts";
import { writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";

it("text is read by lines of any kind, without empty ones at the end", () =>
  withFolder(async (folder) => {
    await writeFiles(folder, { a: "one\r\n\r\ntwo\n\n", b: "{" });
    assert.deepEqual(await readLines("Set", join(folder, "a")), ["one", "", "two"]);
    await assert.rejects(readJson("Set", join(folder, "b")), { code: "INVALID_FILE", who: "Set" });
    await assert.rejects(readLines("Set", join(folder, "c")), {
      code: "NOT_FOUND",
      hint: /download: true/,
    });
    assert.match(
      badLine("Set", "a", 3, "a name", "x").message,
      /^Set: a: expected a name in line 3, got "x"/,
    );
  }));

it("whole numbers are digits with a sign, nothing else", () => {
  assert.deepEqual(["12", "-3", "+4", "007"].map(wholeNumber), [12, -3, 4, 7]);
  for (const text of ["", "1.0", "1e3", " 1", "0x1", undefined])
    assert.equal(wholeNumber(text), undefined);
});
