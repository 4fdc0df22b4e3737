import assert from "node:assert/strict";
import { test } from "node:test";
import { quantizationSteps } from "../../../src/transforms/kernels/jpeg-tables.ts";

test("steps are the standard's at quality 50, 1 at 100, and never above 255", () => {
  const luma = quantizationSteps(50, "luma");
  assert.deepEqual([...luma.slice(0, 8)], [16, 11, 10, 16, 24, 40, 51, 61]);
  assert.equal(luma[63], 99);
  assert.deepEqual([...quantizationSteps(50, "chroma").slice(8, 12)], [18, 21, 26, 66]);
  for (const kind of ["luma", "chroma"] as const) {
    assert.deepEqual(new Set(quantizationSteps(100, kind)), new Set([1]));
    assert.deepEqual(new Set(quantizationSteps(1, kind)), new Set([255]));
  }
});

test("steps are rounded", () => {
  assert.equal(quantizationSteps(75, "luma")[1], 6); // 11 * 50 % = 5.5
  assert.equal(quantizationSteps(30, "luma")[0], 27); // 16 * 166 % = 26.56
});

test("steps grow as the quality falls", () => {
  for (let quality = 2; quality <= 100; quality++) {
    const [finer, coarser] = [quality, quality - 1].map((q) => quantizationSteps(q, "luma"));
    assert.ok(finer!.every((step, i) => step >= 1 && step <= coarser![i]!));
  }
});
