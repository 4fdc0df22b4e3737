import assert from "node:assert/strict";
import { test } from "node:test";
import { labels, numbers } from "../../../bench/support/numbers.ts";
import { mean } from "../../../bench/support/statistics.ts";

test("a place and a seed always give the same number", () => {
  assert.deepEqual(numbers(5, 3), numbers(9, 3).subarray(0, 5));
  assert.notDeepEqual(numbers(5, 3), numbers(5, 4));
});

test("numbers fill their range evenly", () => {
  const values = [...numbers(10_000, 1, -1, 1)];
  assert.ok(values.every((value) => value >= -1 && value <= 1));
  assert.ok(Math.abs(mean(values)) < 0.03);
  // The variance of uniform numbers in [-1, 1) is 1/3.
  assert.ok(Math.abs(mean(values.map((value) => value * value)) - 1 / 3) < 0.02);
  const neighbours = values.slice(1).map((value, i) => value * values[i]!);
  assert.ok(Math.abs(mean(neighbours)) < 0.02);
});

test("labels are all classes and no other", () => {
  const seen = new Set(labels(1000, 2, 10));
  assert.deepEqual(
    [...seen].sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
});
