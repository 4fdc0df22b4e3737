import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { weightedSum } from "../../../src/transforms/kernels/weighted-sum.ts";

describe("weightedSum", () => {
  test("sums by weights and truncates bytes", () => {
    const [a, b] = [Uint8Array.of(0, 100, 255), Uint8Array.of(7, 101, 255)];
    assert.deepEqual([...weightedSum([a, b], [0.5, 0.5])], [3, 100, 255]);
    assert.deepEqual([...weightedSum([a], [1])], [0, 100, 255]);
    assert.deepEqual([...weightedSum([a], [1 - 2 ** -24])], [0, 99, 254]);
  });

  test("rounds to float32 after each step", () => {
    const [a, b] = [Float32Array.of(1), Float32Array.of(2 ** -25)];
    assert.deepEqual([...weightedSum([a, b, b], [1, 1, 1])], [1]);
  });
});
