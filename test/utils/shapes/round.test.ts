import assert from "node:assert/strict";
import { test } from "node:test";
import { roundAway, roundToZero } from "../../../src/utils/shapes/round.ts";

test("halves go away from zero, or towards it; all else to the nearest", () => {
  const values = [-2.5, -1.5, -0.5, -0.4, 0, 0.4, 0.5, 0.6, 1.5, 2.5];
  const plain = (list: readonly number[]) => list.map((value) => value + 0);
  assert.deepEqual(plain(values.map(roundAway)), [-3, -2, -1, 0, 0, 0, 1, 1, 2, 3]);
  assert.deepEqual(plain(values.map(roundToZero)), [-2, -1, 0, 0, 0, 0, 0, 1, 1, 2]);
});
