import assert from "node:assert/strict";
import { Flowers102 } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { makeMat } from "../support/mat-writer.ts";
import { fakeImage, writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

const row = (...doubles: number[]) => ({ shape: [1, doubles.length], doubles });

visionSuite("Flowers102", {
  open: (root, options) => Flowers102.open(root, options),
  splits: { train: {}, val: { split: "val" }, test: { split: "test" } },
  async write(root, split) {
    const ids = { trnid: row(3, 1), valid: row(2), tstid: row(1, 2, 3) };
    await writeFiles(root, {
      "flowers-102/imagelabels.mat": makeMat({ labels: row(77, 1, 102) }),
      "flowers-102/setid.mat": makeMat(ids),
      "flowers-102/jpg/image_00001.jpg": fakeImage(1),
      "flowers-102/jpg/image_00002.jpg": fakeImage(2),
      "flowers-102/jpg/image_00003.jpg": fakeImage(3),
    });
    return { train: 2, val: 1, test: 3 }[split]!;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    const { targets, classes } = data as Flowers102;
    const expected = { 1: [0], 2: [101, 76], 3: [76, 0, 101] }[targets.length as 1 | 2 | 3];
    assert.deepEqual(targets, expected);
    assert.equal(new Set(classes).size, 102);
    assert.deepEqual(
      [classes[0], classes[76], classes[101]],
      ["pink primrose", "passion flower", "blackberry lily"],
    );
  },
  needed: [
    "flowers-102/setid.mat",
    "flowers-102/imagelabels.mat",
    "flowers-102/jpg/image_00001.jpg",
  ],
  damage: {
    "flowers-102/setid.mat": [half, /setid\.mat at byte \d+: expected/],
    "flowers-102/imagelabels.mat": [
      () => makeMat({ labels: row(103, 0, 102) }),
      /a label 1 to 102/,
    ],
    "flowers-102/imagelabels.mat text": [() => makeMat({ labels: "x" }), /a row of numbers/],
  },
  verified: true,
  refused: [[{ split: "all" }, /one of train, val, test/]],
  address: /robots\.ox\.ac\.uk\/~vgg\/data\/flowers\/102\/102flowers\.tgz$/,
});
