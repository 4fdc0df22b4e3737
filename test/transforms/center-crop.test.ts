import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints } from "../../src/sample/index.ts";
import { CenterCrop } from "../../src/transforms/index.ts";
import { transformSuite } from "./suite.ts";

transformSuite(CenterCrop, {
  cases: [[5], [[5]], [[12, 9]], [[13, 4]], [30]],
  golden: "center-crop",
});

describe("CenterCrop", () => {
  const canvasSize = [11, 8] as const;

  test("moves boxes and key points with the picture", () => {
    const boxes = BoundingBoxes.from([[1, 2, 7, 9]], { format: "XYXY", canvasSize });
    const points = KeyPoints.from([[3, 4]], { canvasSize });
    // top = round(3.5) = 4 (to even), left = 2
    const [b, k] = new CenterCrop(4).apply([boxes, points] as const);
    assert.deepEqual([...b.data], [0, 0, 4, 4]);
    assert.deepEqual([...k.data], [1, 0]);
    assert.deepEqual(
      [b.size, k.size],
      [
        [4, 4],
        [4, 4],
      ],
    );
  });

  test("refuses sizes below 1", () => {
    assert.throws(() => new CenterCrop([4, -1]), /^VisionError: CenterCrop: expected size/);
    assert.throws(() => new CenterCrop(2.5), /whole number >= 1, got 2.5/);
    assert.throws(() => new CenterCrop([] as never), /got \[\]/);
  });
});
