import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { getDimensions } from "../../../src/transforms/functional/index.ts";
import { noise } from "../samples.ts";

describe("getDimensions", () => {
  test("is [channels, height, width] of pictures, videos and tensors", () => {
    assert.deepEqual(getDimensions(noise(4, 5, 3)), [3, 4, 5]);
    assert.deepEqual(getDimensions(new Video([noise(4, 5, 1)])), [1, 4, 5]);
    const data = new Float32Array(24);
    assert.deepEqual(getDimensions(Tensor.fromData(data, [1, 2, 3, 4])), [2, 3, 4]);
    assert.deepEqual(getDimensions(Tensor.fromData(data, [6, 4])), [1, 6, 4]);
    assert.throws(
      () => getDimensions(3 as never),
      /^VisionError: getDimensions: expected an Image/,
    );
  });
});
