import assert from "node:assert/strict";
import { test } from "node:test";
import { centredProduct } from "../../../src/transforms/kernels/linear.ts";
import { Rng } from "../../../src/util/rng.ts";
import { within } from "../pictures.ts";

test("centredProduct takes the mean off each row and multiplies it by the matrix", () => {
  const matrix = Float32Array.of(1, 2, 3, 4);
  const got = centredProduct([3, 5, 1, 2], Float32Array.of(1, 2), matrix);
  // [2, 3] and [0, 0]
  assert.deepEqual([...got], [2 * 1 + 3 * 3, 2 * 2 + 3 * 4, 0, 0]);
});

test("centredProduct is the sum by its definition, whatever the size", () => {
  for (const size of [1, 3, 4, 5, 9]) {
    const rng = new Rng(size);
    const values = (length: number) => Float32Array.from({ length }, () => rng.uniform(-1, 1));
    const [rows, mean, matrix] = [values(2 * size), values(size), values(size * size)];
    const want = Array.from(rows, (_, i) => {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        const value = rows[i - (i % size) + k]! - mean[k]!;
        sum += value * matrix[k * size + (i % size)]!;
      }
      return sum;
    });
    within(centredProduct(rows, mean, matrix), want, 1e-6);
  }
});
