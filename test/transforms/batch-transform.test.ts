import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Mask } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { BatchTransform } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { batchSample } from "./batches.ts";
import { noise } from "./samples.ts";

// Three quarters of each sample stay; pictures are given back as they are, and counted.
class Quarter extends BatchTransform<{ share: number }> {
  readonly seen: Tensor[] = [];

  constructor(options: ConstructorParameters<typeof BatchTransform>[1] = {}) {
    super("Quarter", options);
  }

  protected draw() {
    return { share: 0.75 };
  }

  protected mix(pictures: Tensor) {
    this.seen.push(pictures);
    return pictures;
  }
}

const pictures = Tensor.fromData(new Float32Array(24), [2, 3, 2, 2]);
const classes = Tensor.fromData(new BigInt64Array([2n, 0n]), [2]);
const shares = Tensor.fromData(Float32Array.of(1, 0, 0.5, 0.5), [2, 2]);

describe("BatchTransform", () => {
  test("blends class numbers with those before, as shares", () => {
    const [, got] = new Quarter({ numClasses: 3 }).apply([pictures, classes] as const, new Rng(0));
    assert.equal(got.dtype, "float32");
    assert.deepEqual(got.shape, [2, 3]);
    assert.deepEqual([...got.hostData()], [0.25, 0, 0.75, 0.75, 0, 0.25]);
  });

  test("blends shares, whole numbers included", () => {
    const [, got] = new Quarter().apply([pictures, shares] as const);
    assert.deepEqual([...got.hostData()], [0.875, 0.125, 0.625, 0.375]);
    const whole = Tensor.fromData(new BigInt64Array([1n, 0n, 0n, 1n]), [2, 2]);
    const [, mixed] = new Quarter({ numClasses: 2 }).apply([pictures, whole] as const);
    assert.deepEqual([...mixed.hostData()], [0.75, 0.25, 0.25, 0.75]);
  });

  test("mixes every tensor of pictures and nothing else", () => {
    const sample = batchSample(2, 2);
    const quarter = new Quarter({ numClasses: 4 });
    const got = quarter.apply(sample);
    assert.deepEqual(quarter.seen, [sample.image, sample.twin]);
    assert.equal(got.names, sample.names);
  });

  test("finds labels by key, path and function", () => {
    const sample = { x: pictures, target: { shares }, labels: "none" };
    for (const labelsGetter of ["target.shares", (s: typeof sample) => s.target.shares] as const) {
      const got = new Quarter({ labelsGetter }).apply(sample);
      assert.deepEqual([...got.target.shares.hostData()], [0.875, 0.125, 0.625, 0.375]);
    }
  });

  test("refuses batches that do not fit, each by name", () => {
    const one = Tensor.fromData(new Float32Array(12), [3, 2, 2]);
    const other = Tensor.fromData(new Float32Array(2), [1, 2]);
    const none = Tensor.fromData(new Float32Array(0), [0, 2]);
    const copy = () => Tensor.fromData(Float32Array.of(1, 0, 0, 1), [2, 2]);
    const refused: [unknown, ConstructorParameters<typeof BatchTransform>[1], RegExp][] = [
      [[noise(2, 2), shares], {}, /Quarter: expected batches of tensors, got "Image"/],
      [[pictures, shares, new Mask(new Uint8Array(1), [1, 1])], {}, /got "Mask"/],
      [[one, shares], {}, /pictures \[2, c, h, w\] or \[2, t, c, h, w\], .* got \[3, 2, 2\]/],
      [[pictures, other], {}, /pictures \[1, c, h, w\]/],
      [[none, none], {}, /at least one sample/],
      [[pictures, classes], {}, /numClasses for class numbers, got undefined/],
      [[pictures, classes], { numClasses: 2 }, /class numbers in \[0, 2\) as whole numbers, got 2/],
      [[pictures, shares], { numClasses: 3 }, /labels of 3 classes, got \[2, 2\]/],
      [[pictures, 3], {}, /labels in the sample/],
      [[pictures, shares], { labelsGetter: null }, /labels as a tensor \[b\] or \[b, classes\]/],
      [[pictures, shares], { labelsGetter: copy }, /labels that are in the sample/],
    ];
    for (const [sample, options, message] of refused)
      assert.throws(() => new Quarter(options).apply(sample), message);
  });

  test("refuses bad options, each by name", () => {
    assert.throws(() => new Quarter({ alpha: 0 }), /Quarter: expected alpha to be a finite number/);
    assert.throws(() => new Quarter({ numClasses: 0 }), /numClasses to be a whole number >= 1/);
    assert.throws(() => new Quarter({ labelsGetter: 3 as never }), /labelsGetter "default"/);
  });
});
