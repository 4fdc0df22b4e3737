import assert from "node:assert/strict";
import { readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { FashionMNIST, ImageFolder } from "../../src/datasets/index.ts";
import { fixture } from "../support/paths.ts";
import { crc32 } from "./crc32.ts";
import { writeFakeSet, writeFakeSplit } from "./fake-idx.ts";
import { datasetSuite } from "./suite.ts";
import { withFolder } from "./temp-folder.ts";

datasetSuite("FashionMNIST", (root, options) => FashionMNIST.open(root, options), {
  writeFake: (root, train) => writeFakeSet(root, { name: "FashionMNIST", train, zipped: false }),
  async removeFile(root) {
    await rm(file(root, "train-labels-idx1-ubyte"));
    return /^FashionMNIST: .* expected train-labels-idx1-ubyte, plain or .gz, here or in FashionMNIST.raw/;
  },
  async damageFile(root) {
    await truncate(file(root, "train-images-idx3-ubyte"), 100);
    return /^readIdx: .*train-images.* at byte 100: expected /;
  },
  channels: 1,
  size: [28, 28],
});

function file(root: string, name: string): string {
  return join(root, "FashionMNIST", "raw", name);
}

describe("FashionMNIST", () => {
  for (const split of ["train", "test"] as const) {
    it(`reads the ${split} images as torchvision does`, async () => {
      const golden = JSON.parse(
        await readFile(fixture("golden/datasets/fashion-mnist.json"), "utf8"),
      );
      const data = await FashionMNIST.open(fixture("fashion-mnist"), { train: split === "train" });
      assert.deepEqual(data.classes, golden.classes);
      assert.equal(data.targets.join(""), golden[split].targets);
      for (const [index, sum] of golden[split].crc32)
        assert.equal(crc32(data.getSync(index)[0].data), sum, `image ${index}`);
    });
  }

  it("ships ten balanced classes", async () => {
    for (const [train, share] of [
      [true, 600],
      [false, 100],
    ] as const) {
      const { targets } = await FashionMNIST.open(fixture("fashion-mnist"), { train });
      const counts = new Array(10).fill(0);
      for (const label of targets) counts[label]++;
      assert.deepEqual(counts, new Array(10).fill(share));
    }
  });

  it("ships none of its test images as a file too", async () => {
    const test = await FashionMNIST.open(fixture("fashion-mnist"), { train: false });
    const known = new Set(Array.from({ length: 1000 }, (_, i) => crc32(test.getSync(i)[0].data)));
    assert.equal(known.size, 1000);
    const files = await ImageFolder.open(fixture("folder"), {
      extensions: [".png"],
      decode: { mode: "gray" },
    });
    assert.equal(files.length, 30);
    for (let i = 0; i < 30; i++) assert.ok(!known.has(crc32((await files.get(i))[0].data)));
  });

  it("finds files beside each other and with a dot in their names", () =>
    withFolder(async (root) => {
      const start = join(root, "t10k");
      await writeFakeSplit(`${start}-images.idx3-ubyte`, `${start}-labels.idx1-ubyte.gz`);
      assert.equal((await FashionMNIST.open(root, { train: false })).length, 7);
    }));
});
