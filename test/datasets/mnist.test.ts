import assert from "node:assert/strict";
import { readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { MNIST } from "../../src/datasets/index.ts";
import { fixture } from "../support/paths.ts";
import { writeFakeSet } from "./fake-idx.ts";
import { datasetSuite } from "./suite.ts";
import { withFolder } from "./temp-folder.ts";

datasetSuite("MNIST", (root, options) => MNIST.open(root, options), {
  writeFake: (root, train) => writeFakeSet(root, { name: "MNIST", train, zipped: true }),
  async removeFile(root) {
    await rm(file(root, "train-labels-idx1-ubyte"));
    return /^MNIST: .* expected train-labels-idx1-ubyte, plain or .gz, here or in MNIST.raw/;
  },
  async damageFile(root) {
    await truncate(file(root, "train-images-idx3-ubyte"), 100);
    return /^readIdx: .*train-images.* at byte 100: expected /;
  },
  channels: 1,
  size: [28, 28],
});

function file(root: string, name: string): string {
  return join(root, "MNIST", "raw", `${name}.gz`);
}

describe("MNIST", () => {
  it("has torchvision's classes", async () => {
    const golden = JSON.parse(
      await readFile(fixture("golden/datasets/fashion-mnist.json"), "utf8"),
    );
    await withFolder(async (root) => {
      await writeFakeSet(root, { train: true, zipped: false });
      assert.deepEqual((await MNIST.open(root)).classes, golden.mnistClasses);
    });
  });
});
