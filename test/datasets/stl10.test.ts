import assert from "node:assert/strict";
import { it } from "node:test";
import { STL10 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { noise, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, replaced, visionSuite } from "./vision-suite.ts";

const size = 3 * 96 * 96;

async function write(root: string): Promise<void> {
  await writeFiles(root, {
    "stl10_binary/train_X.bin": noise(3 * size, 1),
    "stl10_binary/train_y.bin": Uint8Array.of(10, 1, 3),
    "stl10_binary/unlabeled_X.bin": noise(2 * size, 2),
    "stl10_binary/test_X.bin": noise(2 * size, 3),
    "stl10_binary/test_y.bin": Uint8Array.of(5, 6),
    "stl10_binary/class_names.txt":
      "airplane\nbird\ncar\ncat\ndeer\ndog\nhorse\nmonkey\nship\ntruck\n",
    "stl10_binary/fold_indices.txt": "2 0 \n1 \n",
  });
}

const targets: Record<string, number[]> = {
  train: [9, 0, 2],
  fold: [2, 9],
  "train+unlabeled": [9, 0, 2, -1, -1],
  unlabeled: [-1, -1],
  test: [4, 5],
};

visionSuite("STL10", {
  open: (root, options) => STL10.open(root, options),
  splits: {
    fold: { folds: 0 },
    train: {},
    "train+unlabeled": { split: "train+unlabeled" },
    unlabeled: { split: "unlabeled" },
    test: { split: "test" },
  },
  async write(root, split) {
    await write(root);
    return targets[split]!.length;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual(image.size, [96, 96]);
    const found = (data as STL10).targets;
    assert.ok(
      Object.values(targets).some((list) => list.join() === found.join()),
      found.join(),
    );
  },
  needed: ["stl10_binary/train_X.bin", "stl10_binary/train_y.bin", "stl10_binary/fold_indices.txt"],
  damage: {
    "stl10_binary/train_X.bin": [half, /images of 27648 bytes/],
    "stl10_binary/train_y.bin": [(bytes) => bytes.subarray(1), /3 labels, got 2/],
    "stl10_binary/train_y.bin label": [() => Uint8Array.of(1, 2, 11), /labels 1 to 10, got 11/],
    "stl10_binary/fold_indices.txt": [replaced("2 0", "2 3"), /places below 3 in line 1/],
  },
  verified: true,
  refused: [
    [{ split: "val" }, /one of train, train\+unlabeled, unlabeled, test/],
    [{ folds: 10 }, /folds to be a whole number in \[0, 9\]/],
  ],
  address: /ai\.stanford\.edu\/~acoates\/stl10\/stl10_binary\.tar\.gz$/,
});

it("STL10 turns columns into rows, and takes the images of a fold", () =>
  withFolder(async (root) => {
    await write(root);
    const fold = await STL10.open(root, { folds: 0, verify: false });
    const [image, label] = await fold.get(0); // image 2
    const raw = noise(3 * size, 1).subarray(2 * size);
    assert.equal(label, 2);
    for (const [y, x, c] of [
      [0, 0, 0],
      [5, 0, 0],
      [0, 7, 1],
      [95, 94, 2],
    ] as const)
      assert.equal(image.data[(y * 96 + x) * 3 + c], raw[c * 96 * 96 + x * 96 + y]);
  }));
