import assert from "node:assert/strict";
import { it } from "node:test";
import { QMNIST } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { nistImages, nistLabels } from "../support/xz-files.ts";
import { noise, writeFiles } from "./fake-files.ts";
import { idxBytes } from "./fake-idx.ts";
import { withFolder } from "./temp-folder.ts";
import { half, visionSuite } from "./vision-suite.ts";

const stems = { train: "qmnist-train", test: "qmnist-test", nist: "xnist" } as const;

/** Labels: digit, series, writer, glyph, class, place, and two that are not used. */
function labels(count: number): Buffer {
  const data = Buffer.alloc(4 * 8 * count);
  for (let i = 0; i < count; i++)
    for (let k = 0; k < 8; k++) data.writeInt32BE(k === 0 ? i % 10 : 1000 * i + k, 4 * (8 * i + k));
  const bytes = idxBytes([count, 8], data);
  bytes[2] = 12;
  return bytes;
}

async function write(root: string, subset: keyof typeof stems, count: number): Promise<void> {
  await writeFiles(root, {
    [`QMNIST/raw/${stems[subset]}-images-idx3-ubyte`]: idxBytes([count, 2, 3], noise(6 * count, 1)),
    [`QMNIST/raw/${stems[subset]}-labels-idx2-int`]: labels(count),
  });
}

visionSuite("QMNIST", {
  open: (root, options) => QMNIST.open(root, options),
  splits: {
    train: {},
    rows: { compat: false },
    test: { train: false },
    nist: { what: "nist" },
    test10k: { what: "test10k" },
    test50k: { what: "test50k", compat: false },
  },
  async write(root, split) {
    const large = split.endsWith("0k");
    const subset = large || split === "test" ? "test" : split === "nist" ? "nist" : "train";
    await write(root, subset, large ? 10_007 : 12);
    return { test10k: 10_000, test50k: 7 }[split] ?? 12;
  },
  check([image, target], data) {
    assert.ok(image instanceof Image && image.channels === 1);
    assert.deepEqual(image.size, [2, 3]);
    if (Array.isArray(target)) assert.equal(target.length, 8);
    else assert.ok(typeof target === "number" && target < 10);
    assert.equal((data as QMNIST).classes[3], "3 - three");
  },
  needed: ["QMNIST/raw/qmnist-train-images-idx3-ubyte", "QMNIST/raw/qmnist-train-labels-idx2-int"],
  damage: {
    "QMNIST/raw/qmnist-train-labels-idx2-int": [half, /bytes for the dimensions \[12, 8\]/],
    "QMNIST/raw/qmnist-train-labels-idx2-int short": [() => labels(11), /each of 12 images/],
  },
  refused: [[{ what: "all" }, /one of train, test, test10k, test50k, nist/]],
  address: /facebookresearch\/qmnist\/master\/qmnist-train-images-idx3-ubyte\.gz$/,
});

it("QMNIST splits its test set after MNIST's 10,000, and unpacks .xz", () =>
  withFolder(async (root) => {
    await write(root, "test", 10_007);
    const all = await QMNIST.open(root, { what: "test", compat: false });
    const lost = await QMNIST.open(root, { what: "test50k", compat: false });
    assert.deepEqual(await lost.get(3), await all.get(10_003));
    assert.deepEqual((await lost.get(3))[1], [
      3,
      ...[1, 2, 3, 4, 5, 6, 7].map((k) => 10_003_000 + k),
    ]);
    await writeFiles(root, { "QMNIST/raw/xnist-images-idx3-ubyte.xz": nistImages });
    await assert.rejects(QMNIST.open(root, { what: "nist" }), {
      code: "NOT_FOUND",
      message: /expected xnist-labels-idx2-int, plain, .gz or .xz/,
    });
    await writeFiles(root, { "QMNIST/raw/xnist-labels-idx2-int.xz": nistLabels });
    const nist = await QMNIST.open(root, { what: "nist", compat: false });
    assert.equal(nist.length, 2);
    const [image, target] = await nist.get(1);
    assert.deepEqual(target, [9, 1, 2, 3, 4, 5, 6, 7]);
    assert.equal(image.data[5], (784 + 5) % 256);
  }));
