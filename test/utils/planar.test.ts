import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPlanes, toPlanes } from "../../src/utils/planar.ts";

test("planes and pixels are each other's inverse, and copies", () => {
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
  assert.deepEqual(toPlanes(pixels, 3), Uint8Array.of(1, 4, 2, 5, 3, 6));
  assert.deepEqual(toPlanes(pixels, 2), Uint8Array.of(1, 3, 5, 2, 4, 6));
  assert.deepEqual(fromPlanes(toPlanes(pixels, 3), 3), pixels);
  assert.notEqual(toPlanes(pixels, 1), pixels);
  const big = BigInt64Array.of(1n, 2n);
  assert.deepEqual(fromPlanes(big, 2), big);
});
