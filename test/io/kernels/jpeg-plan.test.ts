import assert from "node:assert/strict";
import { test } from "node:test";
import type { JpegComponent, JpegFile } from "../../../src/io/jpeg-file.ts";
import { planJpeg } from "../../../src/io/kernels/jpeg-plan.ts";

const part = (across: number, down: number): JpegComponent => ({
  ...{ id: 1, across, down, steps: 0, first: 0, others: 0 },
});

const picture = (width: number, height: number): JpegFile => ({
  ...{ width, height, orientation: 1, components: [part(2, 2), part(1, 1), part(1, 1)] },
  ...{ steps: new Map(), codes: new Map(), interval: 0, scan: 600 },
});

test("a picture of 100 million pixels takes no more memory than a few of its rows", () => {
  const file = picture(10_000, 10_000);
  const all = { top: 0, left: 0, height: 10_000, width: 10_000 };
  const { end } = planJpeg(file, 50_000_000, 1, all);
  assert.ok(end < 12_000_000, `${end}`);
  const widest = planJpeg(picture(65_500, 1000), 50_000_000, 1, { ...all, width: 65_500 });
  assert.ok(widest.end < 64 * 2 ** 20, `${widest.end}`);
});

test("only the blocks under a window are wanted, with a column of colours on either side", () => {
  const window = { top: 40, left: 32, height: 10, width: 16 };
  const { planes, shape } = planJpeg(picture(100, 80), 1000, 1, window);
  assert.deepEqual([planes[0]!.from, planes[0]!.to], [4, 6]);
  assert.deepEqual([shape.from, shape.to, shape.smooth], [15, 25, true]);
  assert.deepEqual([planes[1]!.from, planes[1]!.to], [1, 4]);
});

test("half of 4:2:0 takes whole blocks of colours and doubles none", () => {
  const window = { top: 0, left: 0, height: 40, width: 50 };
  const { planes, shape } = planJpeg(picture(100, 80), 1000, 2, window);
  const { across, down } = shape;
  assert.deepEqual([across, down, ...planes.map(({ edge }) => edge)], [1, 1, 4, 8, 8]);
});

test("places do not overlap", () => {
  const window = { top: 0, left: 0, height: 80, width: 100 };
  const plan = planJpeg(picture(100, 80), 3000, 1, window);
  const { planes, raw, bits, lines, pixels, end } = plan;
  const places = [...planes.map(({ at }) => at), raw, bits, ...lines, pixels, end];
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
});
