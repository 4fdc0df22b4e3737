import assert from "node:assert/strict";
import { test } from "node:test";
import { shrinkBytes } from "../../../src/io/kernels/shrink.ts";

test("squares become their means, halves up, cut ones at the edges too", () => {
  const src = Uint8Array.of(0, 1, 10, 0, 0, 20, 7, 8, 9);
  assert.deepEqual([...shrinkBytes(src, 3, 3, 1, 2)], [0, 15, 8, 9]);
  assert.deepEqual([...shrinkBytes(src, 3, 3, 1, 8)], [6]);
  assert.deepEqual([...shrinkBytes(src, 3, 3, 1, 1)], [...src]);
});

test("channels stay apart", () => {
  const src = Uint8Array.of(0, 100, 255, 2, 200, 255, 4, 100, 255, 6, 200, 255);
  assert.deepEqual([...shrinkBytes(src, 2, 2, 3, 2)], [3, 150, 255]);
});
