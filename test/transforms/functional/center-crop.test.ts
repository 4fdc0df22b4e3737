import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { centerCrop } from "../../../src/transforms/functional/index.ts";

describe("centerCrop", () => {
  const line = (n: number) =>
    new Mask(
      Uint8Array.from({ length: n }, (_, i) => i + 1),
      [1, n],
    );

  test("rounds the offset's half to even, the border's half to the end", () => {
    assert.deepEqual([...centerCrop(line(5), [1, 2]).data], [3, 4]); // 1.5 -> 2
    assert.deepEqual([...centerCrop(line(3), [1, 2]).data], [1, 2]); // 0.5 -> 0
    assert.deepEqual([...centerCrop(line(2), [1, 5]).data], [0, 1, 2, 0, 0]);
  });

  test("moves key points with the picture, one further where it lacks 3 pixels", () => {
    const at = (n: number, size: number) =>
      centerCrop(KeyPoints.from([[0, 0]], { canvasSize: [1, n] }), [1, size]).data[0];
    assert.equal(at(5, 2), -2);
    assert.equal(at(2, 4), 1);
    assert.equal(at(2, 5), 2); // torchvision: round(-1.5) = -2, while the picture moves by 1
  });

  test("cuts boxes to the new canvas", () => {
    const boxes = BoundingBoxes.from([[0, 0, 6, 6]], { format: "XYXY", canvasSize: [6, 6] });
    const out = centerCrop(boxes, 2);
    assert.deepEqual(
      [[...out.data], out.canvasSize],
      [
        [0, 0, 2, 2],
        [2, 2],
      ],
    );
  });

  test("refuses what is no size", () => {
    assert.throws(() => centerCrop(line(2), 0), /^VisionError: centerCrop: expected size/);
    assert.throws(() => centerCrop(line(2), 1e5), { code: "TOO_LARGE" });
  });
});
