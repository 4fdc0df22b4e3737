import assert from "node:assert/strict";
import { test } from "node:test";
import { compareLosses } from "../../../bench/support/agreement.ts";

const first = { name: "a", losses: [2.3, 2.2, 2.1] };

test("losses within 1e-4 agree", () => {
  assert.deepEqual(compareLosses([first, { name: "b", losses: [2.3, 2.20009, 2.1] }]), [
    "a: loss 2.300000 -> 2.100000, agrees",
    "b: loss 2.300000 -> 2.100000, agrees",
  ]);
});

test("a difference at any step, a missing step and NaN disagree", () => {
  for (const losses of [
    [2.3, 2.2002, 2.1],
    [2.3, 2.2],
    [2.3, 2.2, Number.NaN],
  ]) {
    const [, line] = compareLosses([first, { name: "b", losses }]);
    assert.match(line!, /DISAGREES/);
  }
});
