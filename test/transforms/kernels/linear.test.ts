import assert from "node:assert/strict";
import { test } from "node:test";
import { centredProduct } from "../../../src/transforms/kernels/linear.ts";

test("centredProduct takes the mean off each row and multiplies it by the matrix", () => {
  const matrix = Float32Array.of(1, 2, 3, 4);
  const got = centredProduct([3, 5, 1, 2], Float32Array.of(1, 2), matrix);
  // [2, 3] and [0, 0]
  assert.deepEqual([...got], [2 * 1 + 3 * 3, 2 * 2 + 3 * 4, 0, 0]);
});
