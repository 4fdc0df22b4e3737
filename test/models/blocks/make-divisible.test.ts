import assert from "node:assert/strict";
import { test } from "node:test";
import { makeDivisible } from "../../../src/models/blocks/make-divisible.ts";

test("multiples are near and never below nine tenths", () => {
  const pairs = [
    [37, 40],
    [4, 8],
    [11, 16],
    [12, 16],
    [32, 32],
    [8.8, 8],
    [8.8, 8],
    [33, 32],
  ] as const;
  for (const [value, want] of pairs) assert.equal(makeDivisible(value), want, `${value}`);
  assert.equal(makeDivisible(7, 4), 8);
});
