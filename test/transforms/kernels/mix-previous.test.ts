import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blendWithPrevious,
  pasteFromPrevious,
} from "../../../src/transforms/kernels/mix-previous.ts";

test("blendWithPrevious takes the rest from the item before, for the first from the last", () => {
  const got = blendWithPrevious(Float32Array.of(0, 8, 16, 24, 32, 40), 3, 0.75);
  assert.deepEqual([...got], [8, 16, 12, 20, 28, 36]);
});

test("blendWithPrevious rounds each step to float32", () => {
  const [a, b, share] = [Math.fround(0.1), Math.fround(0.7), Math.fround(0.3)];
  const [own, rest] = [share, Math.fround(1 - share)];
  const want = Math.fround(Math.fround(b * rest) + Math.fround(a * own));
  assert.equal(blendWithPrevious(Float32Array.of(a, b), 2, share)[0], want);
});

test("pasteFromPrevious takes the rectangle of each plane", () => {
  // two items of two planes of 2 x 3
  const src = Uint8Array.from({ length: 24 }, (_, i) => i);
  const edges = { left: 1, top: 0, right: 3, bottom: 1 };
  const got = pasteFromPrevious(src, 2, [2, 3], edges);
  const want = Array.from(src, (value, i) =>
    i % 6 === 1 || i % 6 === 2 ? (value + 12) % 24 : value,
  );
  assert.deepEqual([...got], want);
  assert.equal(src[1], 1);
});

test("pasteFromPrevious leaves all as it is where the rectangle is empty", () => {
  const src = Float32Array.of(1, 2);
  const edges = { left: 1, top: 0, right: 1, bottom: 1 };
  assert.deepEqual(pasteFromPrevious(src, 2, [1, 1], edges), src);
});
