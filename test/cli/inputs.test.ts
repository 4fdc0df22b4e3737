import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { listInputs } from "../../src/cli/inputs.ts";
import { VisionError } from "../../src/util/errors.ts";

describe("listInputs", () => {
  let cwd = "";
  const list = (...patterns: string[]) => listInputs(patterns, { cwd });

  before(() => {
    cwd = mkdtempSync(join(tmpdir(), "inputs-"));
    for (const folder of ["photos/deep", "empty"])
      mkdirSync(join(cwd, folder), { recursive: true });
    const files = ["photos/b.JPG", "photos/a.png", "photos/notes.txt", "photos/deep/c.gif"];
    for (const file of [...files, "odd[1].png", "raw.bin"]) writeFileSync(join(cwd, file), "x");
  });

  after(() => rmSync(cwd, { recursive: true }));

  test("a folder gives its images, deep ones too, in order", async () => {
    assert.deepEqual(await list("photos"), ["photos/a.png", "photos/b.JPG", "photos/deep/c.gif"]);
  });

  test("a glob gives the images that it matches", async () => {
    assert.deepEqual(await list("photos/*"), ["photos/a.png", "photos/b.JPG"]);
    assert.deepEqual(await list("**/*.{gif,txt}"), ["photos/deep/c.gif"]);
  });

  test("a file is taken whatever its name, before it is read as a glob", async () => {
    assert.deepEqual(await list("raw.bin", "odd[1].png"), ["raw.bin", "odd[1].png"]);
  });

  test("each file comes once, in the order of the arguments", async () => {
    assert.deepEqual(await list("photos/b.JPG", "./photos/b.JPG", "photos/*", "photos"), [
      "photos/b.JPG",
      "photos/a.png",
      "photos/deep/c.gif",
    ]);
  });

  test("a missing file among others keeps its place, so that it gets a row", async () => {
    assert.deepEqual(await list("gone.png", "raw.bin"), ["gone.png", "raw.bin"]);
  });

  test("nothing matched is a usage error that names the arguments", async () => {
    for (const patterns of [["gone.png"], ["empty"], ["*.jpg"], []])
      await assert.rejects(
        list(...patterns),
        (error) =>
          error instanceof VisionError &&
          error.code === "NOT_FOUND" &&
          error.message.includes(`got [${patterns.map((p) => JSON.stringify(p)).join(", ")}]`),
        patterns.join(),
      );
  });
});
