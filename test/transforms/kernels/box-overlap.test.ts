import assert from "node:assert/strict";
import { test } from "node:test";
import { centredIn, edgesOf, overlap } from "../../../src/transforms/kernels/box-overlap.ts";

test("edges are the hull of the corners", () => {
  const corners = Float32Array.of(3, 1, 5, 3, 3, 5, 1, 3);
  assert.deepEqual([...edgesOf(corners)], [1, 1, 5, 5]);
  assert.equal(edgesOf(new Float32Array(0)).length, 0);
});

test("a centre on the rectangle's edge is not inside", () => {
  const edges = Float32Array.of(0, 0, 4, 4, 0, 0, 6, 6);
  assert.deepEqual(centredIn(edges, [2, 0, 9, 9]), [false, true]);
});

test("overlap is intersection over union", () => {
  const edges = Float32Array.of(0, 0, 4, 4, 8, 8, 9, 9);
  assert.equal(overlap(edges, 0, [2, 0, 6, 4]), Math.fround(8 / 24));
  assert.equal(overlap(edges, 1, [0, 0, 4, 4]), 0);
  assert.equal(overlap(edges, 1, [8, 8, 9, 9]), 1);
});
