import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { clampRows } from "../../../src/transforms/kernels/clamp-boxes.ts";

describe("clampRows", () => {
  test("leaves rows alone without a mode", () => {
    const rows = Float32Array.of(-5, -5, 100, 100);
    assert.equal(clampRows(rows, "XYXY", [4, 4], null), rows);
  });

  test("soft and hard are one for boxes parallel to the image", () => {
    const rows = Float32Array.of(-5, -5, 100, 100);
    for (const mode of ["soft", "hard"] as const)
      assert.deepEqual([...clampRows(rows, "XYXY", [3, 4], mode)], [0, 0, 4, 3]);
    assert.equal(rows[0], -5);
  });

  test("a rotated box keeps its angle", () => {
    const rows = Float32Array.of(0, 5, 30, 4, 45);
    for (const mode of ["soft", "hard"] as const) {
      const [, , width, , angle] = clampRows(rows, "CXCYWHR", [20, 20], mode);
      assert.ok(Math.abs(angle! - 45) < 1e-3 && width! < 29);
    }
  });
});
