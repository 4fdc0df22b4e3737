import assert from "node:assert/strict";
import { test } from "node:test";
import { cutBytes } from "../../../src/io/kernels/cut.ts";

test("a rectangle of a picture of 3 x 4 with two channels", () => {
  const src = Uint8Array.from({ length: 24 }, (_, i) => i);
  const window = { top: 1, left: 2, height: 2, width: 2 };
  assert.deepEqual([...cutBytes(src, 4, 2, window)], [12, 13, 14, 15, 20, 21, 22, 23]);
  assert.deepEqual([...cutBytes(src, 4, 2, { ...window, height: 1, width: 1 })], [12, 13]);
  assert.equal(cutBytes(src, 4, 2, { top: 0, left: 0, height: 3, width: 4 }), src);
});
