import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import { isTemporary, removeStale, temporaryPath } from "../../src/io/temporary-path.ts";
import { withFolder } from "../datasets/temp-folder.ts";

const url = JSON.stringify(new URL("../../src/io/temporary-path.js", import.meta.url).href);

// A name that a process gave which is gone.
function nameOfTheDead(folder: string): string {
  const program = `
    import { temporaryPath } from ${url};
    console.log(temporaryPath(process.argv[1]));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program, folder], {
    encoding: "utf8",
  });
  return stdout.trimEnd();
}

describe("temporary paths", () => {
  it("are new each time, and known by their names", () => {
    const [a, b] = [temporaryPath("x"), temporaryPath("x")];
    assert.notEqual(a, b);
    assert.ok(isTemporary(basename(a)));
    assert.ok(isTemporary(".tsvision-12345678-1234-1234-1234-123456789abc.tmp"));
    for (const name of ["a.tmp", ".tsvision-notes.tmp", `${basename(a)}.old`])
      assert.ok(!isTemporary(name));
  });

  it("are removed where their process is gone, and only then", () =>
    withFolder(async (folder) => {
      const dead = nameOfTheDead(folder);
      writeFileSync(dead, "half a file");
      mkdirSync(nameOfTheDead(folder));
      const own = basename(temporaryPath(folder));
      const elsewhere = basename(dead).replace(/-[\da-f]{12}-/, "-000000000000-");
      const kept = [own, elsewhere, ".tsvision-12345678-1234-1234-1234-123456789abc.tmp", "a.tmp"];
      for (const name of kept) writeFileSync(join(folder, name), "");
      await removeStale(folder);
      assert.deepEqual(readdirSync(folder).sort(), kept.sort());
      await removeStale(join(folder, "missing"));
    }));
});
