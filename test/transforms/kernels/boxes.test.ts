import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  fromCorners,
  mirrorRows,
  scalePairs,
  shiftAndClamp,
  shiftPairs,
  toCorners,
} from "../../../src/transforms/kernels/boxes.ts";

describe("box kernels", () => {
  test("formats go to corners and back", () => {
    const rows = { XYXY: [1, 2, 4, 8], XYWH: [1, 2, 3, 6], CXCYWH: [2.5, 5, 3, 6] } as const;
    for (const format of ["XYXY", "XYWH", "CXCYWH"] as const) {
      const corners = toCorners(Float32Array.from(rows[format]), format);
      assert.deepEqual([...corners], rows.XYXY);
      assert.deepEqual([...fromCorners(corners, format)], rows[format]);
    }
  });

  test("each step rounds to float32", () => {
    // 2^24 + 1 is no float32 number: x + w stays at 2^24
    const row = Float32Array.of(2 ** 24, 0, 1, 1);
    assert.equal(toCorners(row, "XYWH")[2], 2 ** 24);
    assert.equal(mirrorRows(row, "XYWH", 2 ** 24)[0], 0);
  });

  test("moved boxes are cut to the canvas on all four sides", () => {
    const row = Float32Array.of(-5, -5, 50, 50);
    assert.deepEqual([...shiftAndClamp(row, "XYXY", [1, 2], [20, 30])], [0, 0, 30, 20]);
    const away = Float32Array.of(40, 40, 2, 2);
    assert.deepEqual([...shiftAndClamp(away, "XYWH", [0, 0], [20, 30])], [30, 20, 0, 0]);
  });

  test("pairs scale and move by axis", () => {
    const pairs = Float32Array.of(1, 2, 3, 4);
    assert.deepEqual([...scalePairs(pairs, 2, 10)], [2, 20, 6, 40]);
    assert.deepEqual([...shiftPairs(pairs, -1, 1)], [0, 3, 2, 5]);
    assert.deepEqual([...pairs], [1, 2, 3, 4]);
  });
});
