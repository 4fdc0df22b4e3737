import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { listClassFolders } from "../../src/datasets/class-listing.ts";
import { DatasetFolder, type DatasetFolderOptions } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

async function write(root: string): Promise<number> {
  await writeFiles(root, {
    "dog/b/2.PNG": "not read",
    "dog/1.png": fakeImage(1),
    "cat/3.png": fakeImage(2),
    "cat/notes.txt": "no picture",
  });
  await writeFiles(root, { "dog/b/2.png": fakeImage(3) });
  return 4;
}

visionSuite("DatasetFolder", {
  open: (root, options) => DatasetFolder.open(root, options as DatasetFolderOptions),
  splits: {
    valid: { isValidFile: (path: string) => path.endsWith(".png") },
    all: { extensions: [".png"], loader: async (path: string) => path },
  },
  async write(root, split) {
    const count = await write(root);
    return split === "all" ? count : 3;
  },
  check([input], data) {
    assert.ok(input instanceof Image || typeof input === "string");
    assert.deepEqual((data as DatasetFolder).classes, ["cat", "dog"]);
  },
  needed: ["cat/3.png"],
  damage: { "dog/1.png": [half, /1\.png: expected a PNG/] },
  refused: [[{ extensions: [".png"] }, /either extensions or isValidFile/]],
});

describe("DatasetFolder", () => {
  it("lists in torchvision's order and by suffixes in any case", () =>
    withFolder(async (root) => {
      await write(root);
      const options = { extensions: [".PNG"], loader: async (path: string) => path };
      const folder = await DatasetFolder.open(root, options);
      const names = folder.samples.map(([path]) => path.slice(root.length + 1));
      assert.deepEqual(names, ["cat/3.png", "dog/1.png", "dog/b/2.PNG", "dog/b/2.png"]);
      assert.equal((await folder.get(3))[0], join(root, "dog/b/2.png"));
      assert.equal(folder.toWorker(), undefined); // a function cannot be sent
      await assert.rejects(DatasetFolder.open(root, {}), { code: "INVALID_ARGUMENT" });
    }));

  it("keeps empty classes only where that is asked for", () =>
    withFolder(async (root) => {
      await write(root);
      await mkdir(join(root, "bird"));
      const error = {
        code: "NOT_FOUND",
        message: /files \(\.png\) in every class.*empty: \["bird"\]/,
      };
      await assert.rejects(DatasetFolder.open(root, { extensions: [".png"] }), error);
      const all = await DatasetFolder.open(root, { extensions: [".png"], allowEmpty: true });
      assert.deepEqual(all.targets, [1, 2, 2, 2]);
      const chosen = { classes: ["dog", "cat"], extensions: [".png"] };
      const { samples } = await listClassFolders("Set", root, chosen);
      assert.deepEqual(
        samples.pairs().map(([, label]) => label),
        [0, 0, 0, 1],
      );
    }));
});
