import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  clampAligned,
  fromCorners,
  isAligned,
  scalePairs,
  shiftPairs,
  shiftRows,
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
  });

  test("boxes are cut to the canvas on all four sides", () => {
    const row = Float32Array.of(-4, -3, 51, 52);
    assert.deepEqual([...clampAligned(row, "XYXY", [20, 30])], [0, 0, 30, 20]);
    const away = Float32Array.of(40, 40, 2, 2);
    assert.deepEqual([...clampAligned(away, "XYWH", [20, 30])], [30, 20, 0, 0]);
    assert.deepEqual([isAligned("XYWH"), isAligned("XYWHR")], [true, false]);
  });

  test("only places move, sizes and angles stay", () => {
    const rows = Float32Array.from({ length: 40 }, (_, i) => i);
    const moved = (format: "XYXY" | "XYWH" | "XYWHR" | "XYXYXYXY", k: number) =>
      [...shiftRows(rows, format, k, [100, 200])].map((value, i) => value - i).slice(k, 2 * k);
    assert.deepEqual(moved("XYXY", 4), [100, 200, 100, 200]);
    assert.deepEqual(moved("XYWH", 4), [100, 200, 0, 0]);
    assert.deepEqual(moved("XYWHR", 5), [100, 200, 0, 0, 0]);
    assert.deepEqual(moved("XYXYXYXY", 8), [100, 200, 100, 200, 100, 200, 100, 200]);
    assert.equal(rows[0], 0);
  });

  test("pairs scale and move by axis", () => {
    const pairs = Float32Array.of(1, 2, 3, 4);
    assert.deepEqual([...scalePairs(pairs, 2, 10)], [2, 20, 6, 40]);
    assert.deepEqual([...shiftPairs(pairs, -1, 1)], [0, 3, 2, 5]);
    assert.deepEqual([...pairs], [1, 2, 3, 4]);
  });
});
