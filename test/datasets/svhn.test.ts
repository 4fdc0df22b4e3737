import assert from "node:assert/strict";
import { it } from "node:test";
import { SVHN } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { makeMat } from "../support/mat-writer.ts";
import { noise, writeFiles } from "./fake-files.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const file = (labels: readonly number[], count = labels.length) =>
  makeMat({
    X: { shape: [32, 32, 3, count], bytes: noise(32 * 32 * 3 * count, 5) },
    y: { shape: [labels.length, 1], doubles: labels },
  });

visionSuite("SVHN", {
  open: (root, options) => SVHN.open(root, options),
  splits: { train: {}, test: { split: "test" }, extra: { split: "extra" } },
  async write(root, split) {
    await writeFiles(root, { [`${split}_32x32.mat`]: file([10, 1, 9]) });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 3);
    assert.deepEqual(image.size, [32, 32]);
    assert.deepEqual((data as SVHN).targets, [0, 1, 9]);
  },
  needed: ["train_32x32.mat"],
  damage: {
    "train_32x32.mat": [half, /train_32x32\.mat at byte \d+: expected/],
    "train_32x32.mat label": [() => file([0, 1, 2]), /labels 1 to 10, got 0/],
    "train_32x32.mat count": [() => file([1, 2], 3), /3 labels y/],
    "train_32x32.mat none": [() => makeMat({ X: "x" }), /bytes X \[32, 32, 3, n\]/],
  },
  verified: true,
  refused: [[{ split: "val" }, /one of train, test, extra/]],
  address: /ufldl\.stanford\.edu\/housenumbers\/train_32x32\.mat$/,
});

it("SVHN turns MATLAB's order of pixels into rows", () =>
  withFolder(async (root) => {
    await writeFiles(root, { "train_32x32.mat": file([1, 2]) });
    const [image] = await (await SVHN.open(root, { verify: false })).get(1);
    const raw = noise(32 * 32 * 3 * 2, 5);
    // X[y, x, c, n], the first one fastest
    for (const [y, x, c] of [
      [0, 0, 0],
      [3, 0, 0],
      [0, 3, 1],
      [31, 30, 2],
    ] as const)
      assert.equal(image.data[(y * 32 + x) * 3 + c], raw[y + 32 * (x + 32 * (c + 3))]);
  }));
