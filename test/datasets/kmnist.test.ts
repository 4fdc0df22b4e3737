import assert from "node:assert/strict";
import { KMNIST } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { writeFakeSet } from "./fake-idx.ts";
import { half, visionSuite } from "./vision-suite.ts";

visionSuite("KMNIST", {
  open: (root, options) => KMNIST.open(root, options),
  splits: { train: {}, test: { train: false } },
  write: (root, split) =>
    writeFakeSet(root, { name: "KMNIST", train: split === "train", zipped: true }),
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 1);
    assert.deepEqual(image.size, [28, 28]);
    assert.deepEqual((data as KMNIST).classes.slice(0, 3), ["o", "ki", "su"]);
  },
  needed: ["KMNIST/raw/train-images-idx3-ubyte.gz", "KMNIST/raw/train-labels-idx1-ubyte.gz"],
  damage: { "KMNIST/raw/train-images-idx3-ubyte.gz": [half, /a whole gzip file/] },
  address: /codh\.rois\.ac\.jp\/kmnist\/dataset\/kmnist\/train-images-idx3-ubyte\.gz$/,
});
