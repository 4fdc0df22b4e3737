import assert from "node:assert/strict";
import { test } from "node:test";
import { recycleSamples, transformAnew } from "../../../src/datasets/loader/recycle.ts";
import { Image } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { uninitialized, uninitializedBytes } from "../../../src/util/allocate.ts";

const size = { width: 256, height: 256, channels: 3 } as const;
const bytes = 256 * 256 * 3;
const picture = () => new Image(uninitializedBytes(bytes), size);
const tensor = (data = uninitialized(100_000)) => Tensor.fromData(data, [data.length]);
const nextBytes = () => uninitializedBytes(bytes).buffer;

test("a picture's memory is used again once only a tensor of its own is left", () => {
  const image = picture();
  transformAnew(image, () => [tensor(), 3]);
  assert.equal(nextBytes(), image.data.buffer);
  const [one, other] = [picture(), picture()];
  transformAnew({ jpg: one, png: other, cls: 7 }, () => ({ jpg: tensor() }));
  const again = new Set([nextBytes(), nextBytes()]);
  assert.ok(
    again.has(one.data.buffer as ArrayBuffer) && again.has(other.data.buffer as ArrayBuffer),
  );
});

test("what the sample still holds, or might, is left alone", () => {
  const image = picture();
  const data = image.data as Uint8Array;
  const samples: unknown[] = [
    image,
    [image, 3],
    [Tensor.fromData(data, [bytes]), 3],
    { image: Tensor.fromData(data.subarray(0, 10), [10]) },
    [data],
    new Map([["image", image]]),
  ];
  for (const sample of samples) {
    assert.equal(
      transformAnew(image, () => sample),
      sample,
    );
    assert.notEqual(nextBytes(), data.buffer);
  }
});

test("so is what transforms took on the way, unless the sample holds it", () => {
  const between: Image[] = [];
  const halfway = () => {
    between.push(picture());
    return between.at(-1)!;
  };
  transformAnew(picture(), () => [halfway(), halfway(), tensor()].at(-1));
  const again = [nextBytes(), nextBytes(), nextBytes()];
  assert.ok(between.every(({ data }) => again.includes(data.buffer as ArrayBuffer)));
  const kept = transformAnew(picture(), () => [halfway().data, tensor()][1]) as Tensor;
  assert.notEqual(uninitialized(100_000).buffer, kept.hostData().buffer);
});

test("the tensors of collated samples are used again, each once", () => {
  const [one, other] = [tensor(), tensor()];
  recycleSamples([[one, 1], { x: other, again: [one] }]);
  const next = [uninitialized(100_000), uninitialized(100_000), uninitialized(100_000)];
  const buffers = new Set(next.map(({ buffer }) => buffer));
  assert.equal(buffers.size, 3);
  assert.ok(buffers.has(one.hostData().buffer as ArrayBuffer));
  assert.ok(buffers.has(other.hostData().buffer as ArrayBuffer));
});
