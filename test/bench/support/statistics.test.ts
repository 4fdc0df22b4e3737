import assert from "node:assert/strict";
import { test } from "node:test";
import { mean, median, quantile, quartiles } from "../../../bench/support/statistics.ts";

test("quantiles lie linearly between neighbours, in any order of the values", () => {
  assert.deepEqual(quartiles([5, 1, 4, 2, 3]), { low: 2, median: 3, high: 4 });
  assert.deepEqual(quartiles([4, 1, 3, 2]), { low: 1.75, median: 2.5, high: 3.25 });
  assert.equal(quantile([10, 0], 1), 10);
});

test("numbers are sorted as numbers, and the list given stays as it is", () => {
  const values = [10, 9, 100];
  assert.equal(median(values), 10);
  assert.deepEqual(values, [10, 9, 100]);
});

test("one value is its own quartiles, and none has none", () => {
  assert.deepEqual(quartiles([7]), { low: 7, median: 7, high: 7 });
  assert.equal(median([]), Number.NaN);
  assert.equal(mean([]), Number.NaN);
});

test("the mean feels what the median does not", () => {
  assert.equal(mean([1, 1, 10]), 4);
  assert.equal(median([1, 1, 10]), 1);
});
