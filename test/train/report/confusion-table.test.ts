import assert from "node:assert/strict";
import { test } from "node:test";
import { confusionTable } from "../../../src/train/report/confusion-table.ts";

test("rows are true classes with counts, sum and accuracy", () => {
  const html = confusionTable({
    classes: ["cat", "dog"],
    counts: [
      [8, 2],
      [0, 5],
    ],
  });
  assert.match(html, /13 of 15 right \(86.7 %\)\./);
  assert.match(html, /<th scope="row">cat<\/th><td class="right" style="--shade:0.54">8<\/td>/);
  assert.match(html, /<td class="wrong" style="--shade:0.27">2<\/td><td class="sum">10<\/td>/);
  assert.match(html, /<th scope="row">dog<\/th><td class="zero">0<\/td>.*>5<.*>100.0 %</);
  assert.match(html, /<th scope="col"><span>dog<\/span><\/th>/);
});

test("a class without images has no accuracy", () => {
  const html = confusionTable({
    classes: ["a", "b"],
    counts: [
      [1, 0],
      [0, 0],
    ],
  });
  assert.match(html, /<th scope="row">b<\/th>.*<td class="sum">-<\/td>/);
});

test("many classes are shown as the most frequent confusions", () => {
  const classes = Array.from({ length: 31 }, (_, i) => `class ${i}`);
  const counts = classes.map((_, i) => classes.map((_, j) => Number(i === j) * 9));
  counts[3]![7] = 3;
  counts[2]![1] = 1;
  const html = confusionTable({ classes, counts });
  const rows = [...html.matchAll(/<tr><th scope="row">([^<]*)<\/th><td>([^<]*)</g)];
  assert.deepEqual(
    rows.slice(0, 2).map(([, truth, predicted]) => [truth, predicted]),
    [
      ["class 3", "class 7"],
      ["class 2", "class 1"],
    ],
  );
  assert.match(html, /<td>3<\/td><td>25.0 %<\/td>/);
  assert.match(html, /Accuracy of each class/);
});
