import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { MNIST } from "../../src/datasets/index.ts";
import { idxBytes, writeFakeSet } from "./fake-idx.ts";
import { withFolder } from "./temp-folder.ts";

describe("IdxImages", () => {
  it("names the file and the image of a label out of range", () =>
    withFolder(async (root) => {
      await writeFakeSet(root, { train: true, zipped: false });
      const labels = join(root, "train-labels-idx1-ubyte");
      await writeFile(labels, idxBytes([7], Uint8Array.from([0, 1, 2, 3, 10, 5, 255])));
      await assert.rejects(MNIST.open(root), {
        code: "INVALID_FILE",
        file: labels,
        message: /^MNIST: .* at byte 12: expected labels 0 to 9, got "label 10 for image 4"; /,
      });
    }));

  it("refuses images and labels of different counts", () =>
    withFolder(async (root) => {
      await writeFakeSet(root, { train: true, zipped: false });
      await writeFile(join(root, "train-labels-idx1-ubyte"), idxBytes([6], new Uint8Array(6)));
      await assert.rejects(MNIST.open(root), {
        code: "MISMATCH",
        message:
          /^MNIST: .*train-labels.* expected 7 labels, one an image, got 6; it must fit .*train-images/,
      });
    }));

  it("refuses images without pixels", () =>
    withFolder(async (root) => {
      await writeFakeSet(root, { train: true, zipped: false });
      await writeFile(
        join(root, "train-images-idx3-ubyte"),
        idxBytes([7, 28, 0], new Uint8Array(0)),
      );
      await assert.rejects(MNIST.open(root), {
        message: /at byte 8: expected images of at least 1 x 1/,
      });
    }));

  it("prefers torchvision's folder and the unzipped file", () =>
    withFolder(async (root) => {
      await writeFakeSet(root, { name: "MNIST", train: true, zipped: true });
      await writeFakeSet(root, { name: "MNIST", train: true, zipped: false });
      await writeFakeSet(root, { train: true, zipped: false });
      const path = (await MNIST.open(root)).describe(3);
      assert.equal(path, `${join(root, "MNIST/raw/train-images-idx3-ubyte")} image 3`);
    }));

  it("has a fingerprint that follows the labels", () =>
    withFolder(async (root) => {
      await writeFakeSet(root, { train: true, zipped: false });
      const before = (await MNIST.open(root)).fingerprint();
      await writeFile(join(root, "train-labels-idx1-ubyte"), idxBytes([7], new Uint8Array(7)));
      assert.notEqual((await MNIST.open(root)).fingerprint(), before);
    }));
});
