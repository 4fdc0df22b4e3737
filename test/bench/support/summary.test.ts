import assert from "node:assert/strict";
import { test } from "node:test";
import { formatRows, formatTable, summarize } from "../../../bench/support/summary.ts";

// Two peers, three rounds; in the second round the whole machine was ten times slower.
const seconds = [
  [
    [0.001, 0.001, 0.004],
    [0.01, 0.01, 0.01],
    [0.001, 0.001, 0.001],
  ],
  [
    [0.002, 0.002, 0.002],
    [0.02, 0.02, 0.02],
    [0.004, 0.004, 0.004],
  ],
];

test("ratios are taken round by round, so a slow moment does not bend them", () => {
  const [a, b] = summarize(["a", "b"], seconds);
  assert.equal(a!.ms.median, 1);
  assert.equal(a!.best, 1);
  assert.ok(Math.abs(a!.mean - 39 / 9) < 1e-9);
  assert.equal(b!.ms.median, 4);
  assert.deepEqual(b!.ratio, { low: 0.375, median: 0.5, high: 0.5 });
});

test("the table names the first peer, which has no ratio to itself", () => {
  const [head, first, second] = formatRows(summarize(["a", "b"], seconds)).split("\n");
  assert.match(head!, /ms a step .* best .* mean .* a \/ it/);
  assert.match(first!, /^a +1\.000 +1\.000\.\.5\.500 +1\.000 +4\.333$/);
  assert.match(second!, /^b +4\.000 .* 0\.500 +0\.375\.\.0\.500$/);
});

test("columns line up: names to the left, numbers to the right", () => {
  const rows = [
    ["", "ms"],
    ["long", "1.5"],
    ["b", "22.5"],
  ];
  assert.equal(formatTable(rows), "        ms\nlong   1.5\nb     22.5");
});
