import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fromQuads, moveAnchor, toQuads } from "../../src/ops/rotated-rows.ts";

const near = (got: Float32Array, want: readonly number[]): void => {
  assert.equal(got.length, want.length);
  for (const [i, value] of want.entries())
    assert.ok(Math.abs(got[i]! - value) < 1e-4, `number ${i}: got ${got[i]}, want ${value}`);
};

describe("rotated rows", () => {
  test("a quarter turn counter-clockwise lifts the upper edge, around the first corner", () => {
    near(toQuads(Float32Array.of(10, 20, 4, 2, 90), "XYWHR"), [10, 20, 10, 16, 12, 16, 12, 20]);
    near(toQuads(Float32Array.of(11, 18, 4, 2, 90), "CXCYWHR"), [10, 20, 10, 16, 12, 16, 12, 20]);
    near(moveAnchor(Float32Array.of(10, 20, 4, 2, 90), 1), [11, 18, 4, 2, 90]);
  });

  test("any angle goes to corners and back", () => {
    for (let r = -175; r < 180; r += 5) {
      const row = [30, -7, 12, 5, r];
      for (const format of ["XYWHR", "CXCYWHR"] as const)
        near(fromQuads(toQuads(Float32Array.from(row), format), format), row);
    }
  });

  test("corners are copied as they are, and no rows stay no rows", () => {
    const quads = Float32Array.of(0, 0, 1, 0, 1, 1, 0, 1);
    for (const copy of [toQuads(quads, "XYXYXYXY"), fromQuads(quads, "XYXYXYXY")]) {
      assert.deepEqual(copy, quads);
      assert.notEqual(copy, quads);
    }
    assert.equal(toQuads(new Float32Array(0), "XYWHR").length, 0);
    assert.equal(fromQuads(new Float32Array(0), "CXCYWHR").length, 0);
  });
});
