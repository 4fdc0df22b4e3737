import assert from "node:assert/strict";
import { test } from "node:test";
import { thin } from "../../../src/train/report/thin.ts";

const points = Array.from({ length: 10_000 }, (_, i): [number, number] => [i, Math.sin(i / 700)]);

test("a short line stays as it is", () => {
  const short = points.slice(0, 300);
  assert.equal(thin(short), short);
});

test("a long line keeps its order, its extremes and its spikes", () => {
  const spiky = points.map(([x, y]): [number, number] => [x, x === 4321 ? 9 : y]);
  const kept = thin(spiky, 100);
  assert.ok(kept.length <= 300);
  assert.ok(kept.every(([x], i) => i === 0 || x > kept[i - 1]![0]));
  assert.ok(kept.some(([x, y]) => x === 4321 && y === 9));
  assert.equal(Math.min(...kept.map(([, y]) => y)), Math.min(...spiky.map(([, y]) => y)));
});

test("a gap stays a gap", () => {
  const broken = points.map(([x, y]): [number, number] => [x, x === 5000 ? Number.NaN : y]);
  assert.deepEqual(
    thin(broken, 100).filter(([, y]) => Number.isNaN(y)),
    [[5000, Number.NaN]],
  );
});
