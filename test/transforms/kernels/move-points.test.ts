import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  affinePoints,
  lowest,
  perspectivePoints,
} from "../../../src/transforms/kernels/move-points.ts";

describe("move-points", () => {
  test("maps pairs, and leaves those given as they were", () => {
    const pairs = Float32Array.of(1, 2, 3, 4);
    assert.deepEqual([...affinePoints(pairs, [2, 0, 1, 0, 3, -1])], [3, 5, 7, 11]);
    assert.deepEqual(
      [...perspectivePoints(pairs, [1, 0, 0, 0, 1, 0, 0, 0.5])],
      [0.5, 1, 1, 4 / 3].map(Math.fround),
    );
    assert.deepEqual([...pairs], [1, 2, 3, 4]);
  });

  test("finds the lowest x and y, each on its own", () => {
    assert.deepEqual(lowest(Float32Array.of(3, -1, -2, 5)), [-2, -1]);
  });
});
