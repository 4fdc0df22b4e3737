import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { getSize } from "../../../src/transforms/functional/index.ts";
import { fullSample } from "../samples.ts";

describe("getSize", () => {
  test("is [height, width] of each kind of part", () => {
    const { image, video, targets, masks, points } = fullSample(12, 9);
    for (const part of [image, video, targets[0]!, masks.classes, masks.none, points])
      assert.deepEqual(getSize(part), [12, 9]);
    assert.ok(video instanceof Video);
    assert.deepEqual(getSize(Tensor.fromData(new Float32Array(24), [2, 3, 4])), [3, 4]);
    assert.throws(
      () => getSize(Tensor.fromData(new Float32Array(3), [3])),
      /^VisionError: getSize/,
    );
  });
});
