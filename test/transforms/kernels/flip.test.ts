import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { flipRows, upend } from "../../../src/transforms/kernels/flip.ts";

describe("flipRows", () => {
  test("turns rows round, pixel by pixel", () => {
    const row = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assert.deepEqual([...flipRows(row, 3, 1)], [3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10]);
    assert.deepEqual([...flipRows(row, 3, 2)], [5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
    assert.deepEqual([...flipRows(row, 2, 3)], [4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
    assert.deepEqual([...flipRows(row, 3, 4)], [9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4]);
  });

  test("keeps the kind of array", () => {
    assert.deepEqual(flipRows(Int32Array.of(-1, 70_000), 2, 1), Int32Array.of(70_000, -1));
    assert.deepEqual(flipRows(Float32Array.of(0.5, -2), 2, 1), Float32Array.of(-2, 0.5));
  });
});

describe("upend", () => {
  test("turns each plane upside down, row by row", () => {
    const planes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assert.deepEqual([...upend(planes, 3, 2)], [5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
    assert.deepEqual([...upend(planes, 1, 4)], [...planes]);
    assert.deepEqual(upend(Float32Array.of(0.5, -2), 2, 1), Float32Array.of(-2, 0.5));
  });
});
