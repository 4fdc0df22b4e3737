import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { getNumFrames } from "../../../src/transforms/functional/index.ts";
import { noise } from "../samples.ts";

describe("getNumFrames", () => {
  test("counts frames of videos and tensors", () => {
    assert.equal(getNumFrames(new Video([noise(2, 2), noise(2, 2)])), 2);
    const data = new Float32Array(24);
    assert.equal(getNumFrames(Tensor.fromData(data, [2, 3, 1, 2, 2])), 3);
    assert.throws(
      () => getNumFrames(Tensor.fromData(data, [2, 3, 4])),
      /^VisionError: getNumFrames: .* got \[2, 3, 4\]/,
    );
  });
});
