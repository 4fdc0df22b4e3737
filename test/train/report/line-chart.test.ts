import assert from "node:assert/strict";
import { test } from "node:test";
import { lineChart } from "../../../src/train/report/line-chart.ts";
import type { Series } from "../../../src/train/report/types.ts";

const chart = (...series: Series[]) =>
  lineChart({ title: "Loss", xLabel: "epoch", yLabel: "cross-entropy", series });

const paths = (html: string) =>
  [...html.replace(/<ul[\s\S]*<\/ul>/, "").matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d!);

test("the highest value is at the top of the plot, the first at its left", () => {
  const [path] = paths(
    chart({
      name: "training",
      points: [
        [1, 1],
        [2, 0.5],
        [3, 0],
      ],
    }),
  );
  assert.equal(path, "M58 12L298 133L538 254");
});

test("axes carry labels and round ticks; words tell what the drawing shows", () => {
  const html = chart({
    name: "training",
    points: [
      [1, 1],
      [2, 0.5],
      [3, 0.25],
    ],
  });
  assert.match(html, />epoch<\/text>/);
  assert.match(html, />cross-entropy<\/text>/);
  assert.match(html, /role="img" aria-label="Loss: training from 1 to 0.25"/);
  const labels = [...html.matchAll(/text-anchor="(?:middle|end)">([^<]*)</g)].map(
    ([, text]) => text,
  );
  assert.deepEqual(labels.slice(0, 9), ["0", "0.2", "0.4", "0.6", "0.8", "1", "1", "2", "3"]);
});

test("the numbers are there as a table", () => {
  const html = chart({
    name: "held-out",
    points: [
      [1, 0.9],
      [2, 0.3],
      [3, 0.4],
    ],
  });
  const row = '<th scope="row">held-out</th><td>0.9</td><td>0.3</td><td>0.9</td><td>0.4</td>';
  assert.ok(html.includes(row));
});

test("a value that is not finite leaves a gap", () => {
  const points: [number, number][] = [
    [0, 1],
    [1, 0],
    [2, Number.NaN],
    [3, 0],
    [4, 1],
  ];
  const [path] = paths(chart({ name: "a", points }));
  assert.equal(path!.match(/M/g)!.length, 2);
  assert.doesNotMatch(path!, /NaN/);
});

test("no values, one value and a constant are drawn without nonsense", () => {
  assert.match(chart({ name: "a", points: [] }), /No values yet/);
  for (const points of [
    [[1, 0.5]],
    [
      [1, 0],
      [2, 0],
    ],
    [
      [0, -2],
      [1, -2],
    ],
  ] as [number, number][][])
    assert.doesNotMatch(chart({ name: "a", points }), /NaN|Infinity|undefined/);
});

test("lines differ by marker as well as by colour; long lines have no markers", () => {
  const points: [number, number][] = [
    [0, 0],
    [1, 1],
  ];
  const html = chart({ name: "a", points }, { name: "b", points });
  assert.match(html, /class="series s0"><path[^>]*><circle/);
  assert.match(html, /class="series s1"><path[^>]*><rect/);
  const many = Array.from({ length: 100 }, (_, i): [number, number] => [i, i]);
  assert.match(chart({ name: "a", points: many }), /class="series s0 long"><path[^>]*><\/g>/);
});

test("names are escaped", () => {
  assert.doesNotMatch(chart({ name: "<i>", points: [[0, 1]] }), /<i>/);
});
