import assert from "node:assert/strict";
import { test } from "node:test";
import { Image, KeyPoints } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { describe } from "../../src/testing/describe.ts";
import { fullSample } from "../transforms/samples.ts";

test("a sample is told in a few words a part", () => {
  const image = new Image(Float32Array.of(0.12345, 1), { width: 2, height: 1, channels: 1 });
  const points = KeyPoints.from([[1, 0]], { canvasSize: [1, 2] });
  const sample = {
    image,
    more: [points, "a", null],
    x: Tensor.fromData(new BigInt64Array(1), [1]),
  };
  assert.equal(
    describe(sample),
    "{ image: Image 1x2x1 floats [0.1235 1]; more: [1 key points on 1x2 [1 0]; a; null]; " +
      "x: Tensor int64 [1] [0] }",
  );
  const text = describe(fullSample(20, 20));
  assert.match(text, /Image 20x20x3 bytes \[.* \.\.\.\]; .*2 XYXY boxes on 20x20/);
  assert.match(text, /Mask 0x20x20 \[\]/);
});
