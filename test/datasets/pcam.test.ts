import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { it } from "node:test";
import { File, ready } from "h5wasm/node";
import { PCAM } from "../../src/datasets/index.ts";
import { openHdf5 } from "../../src/io/hdf5.ts";
import { Image } from "../../src/sample/index.ts";
import { noise, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const size = 96 * 96 * 3;

async function writeArray(path: string, key: string, shape: number[], data: Uint8Array) {
  await ready;
  const file = new File(path, "w");
  const chunks = [1, ...shape.slice(1)];
  file.create_dataset({ name: key, data, shape, dtype: "<B", chunks, compression: "gzip" });
  file.close();
}

async function write(root: string, split: string): Promise<number> {
  await mkdir(join(root, "pcam"), { recursive: true });
  const start = join(root, "pcam", `camelyonpatch_level_2_split_${split}_`);
  await writeArray(`${start}x.h5`, "x", [3, 96, 96, 3], noise(3 * size, 4));
  await writeArray(`${start}y.h5`, "y", [3, 1, 1, 1], Uint8Array.of(1, 0, 1));
  return 3;
}

const images = "pcam/camelyonpatch_level_2_split_train_x.h5";
const labels = "pcam/camelyonpatch_level_2_split_train_y.h5";

visionSuite("PCAM", {
  open: (root, options) => PCAM.open(root, options),
  splits: { train: {}, val: { split: "val" }, test: { split: "test" } },
  write,
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual(image.size, [96, 96]);
    assert.deepEqual((data as PCAM).targets, [1, 0, 1]);
  },
  needed: [images, labels],
  damage: {
    [images]: [half, /_x\.h5: expected a whole HDF5 file/],
    [`${labels} other`]: [() => Buffer.from("no HDF5 file"), /_y\.h5: expected a whole HDF5 file/],
  },
  refused: [[{ split: "all" }, /one of train, val, test/]],
  address: /zenodo\.org\/records\/2546921\/files\/camelyonpatch_level_2_split_train_x\.h5\.gz$/,
});

it("PCAM reads single images, closes its file, and checks shapes", () =>
  withFolder(async (root) => {
    await write(root, "train");
    const tissue = await PCAM.open(root);
    const [image] = await tissue.get(2);
    assert.deepEqual(image.data, noise(3 * size, 4).slice(2 * size));
    tissue.close();
    await writeArray(join(root, labels), "y", [2, 1, 1, 1], Uint8Array.of(1, 0));
    await assert.rejects(PCAM.open(root), /images x \[2, 96, 96, 3\]/);
    await writeArray(join(root, labels), "y", [3, 1, 1, 1], Uint8Array.of(1, 0, 7));
    await assert.rejects(PCAM.open(root), /3 labels 0 or 1, got 7/);
    await writeFiles(root, { "none.h5": "" });
    await assert.rejects(
      openHdf5("Set", join(root, labels), "x"),
      /an array of bytes named x, got "none"/,
    );
  }));
