import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Image, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { toImage } from "../../../src/transforms/functional/index.ts";
import { noise } from "../samples.ts";

describe("toImage", () => {
  test("puts channels last", () => {
    const x = Tensor.fromData(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 2, 2]);
    const image = toImage(x) as Image;
    assert.deepEqual([image.size, image.channels], [[2, 2], 2]);
    assert.deepEqual([...image.data], [1, 5, 2, 6, 3, 7, 4, 8]);
    const grey = toImage(Tensor.fromData(Float32Array.of(0.5, 1), [1, 2])) as Image;
    assert.deepEqual([grey.size, grey.channels, ...grey.data], [[1, 2], 1, 0.5, 1]);
  });

  test("makes videos of four dimensions and passes pictures", () => {
    const video = toImage(Tensor.fromData(new Uint8Array(24), [2, 3, 2, 2]));
    assert.ok(video instanceof Video && video.length === 2);
    const image = noise(2, 2);
    assert.equal(toImage(image), image);
  });

  test("refuses other shapes and types", () => {
    const refused = [
      Tensor.fromData(new Uint8Array(5), [5]),
      Tensor.fromData(new Uint8Array(5), [5, 1, 1]),
      Tensor.fromData(new Int32Array(3), [3, 1, 1]),
      Tensor.fromData(new Uint8Array(0), [3, 0, 2]),
    ];
    for (const x of refused)
      assert.throws(() => toImage(x), /toImage: expected a uint8 or float32 tensor/);
    assert.throws(() => toImage("a.png" as never), /use decodeImage for files/);
  });
});
