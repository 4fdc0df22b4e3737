import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listClassFolders } from "../../src/datasets/class-listing.ts";
import { fixture } from "../support/paths.ts";

// A disk that takes its time: each class costs 0.4 s.
function slow() {
  let last = "";
  return (path: string): boolean => {
    const folder = path.slice(0, path.lastIndexOf("/"));
    const until = performance.now() + (folder === last ? 0 : 400);
    last = folder;
    while (performance.now() < until);
    return true;
  };
}

async function listed(isTTY: boolean, isValidFile?: (path: string) => boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  const options = { extensions: [".png"], isValidFile, allowEmpty: true };
  const { samples, classes } = await listClassFolders("Set", fixture("folder"), options, stream);
  return { written, samples, classes };
}

describe("listClassFolders", () => {
  it("counts on the terminal what takes more than a second", async () => {
    const { written, samples, classes } = await listed(true, slow());
    assert.match(written[0]!, /Set: \d+ files in [0-9]+ of \d+ classes/);
    assert.deepEqual(written.slice(-2), [
      `\rSet: ${samples.length} files in ${classes.length} of ${classes.length} classes\x1b[K`,
      "\n",
    ]);
  });

  it("says nothing elsewhere, and nothing of what is quick", async () => {
    assert.deepEqual((await listed(false, slow())).written, []);
    assert.deepEqual((await listed(true)).written, []);
  });
});
