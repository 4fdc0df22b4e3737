import assert from "node:assert/strict";
import { test } from "node:test";
import { filters, filterTaps } from "../../../src/transforms/kernels/filters.ts";
import { planOf } from "../../../src/transforms/kernels/resample-simd.ts";

const photo = { data: new Uint8Array(), width: 2000, channels: 3, top: 0, left: 0 };
const x = filterTaps(2000, 341, filters.bilinear);
const y = filterTaps(1500, 256, filters.bilinear);

test("a large picture is handed over in bands: memory holds its narrow rows, not the picture", () => {
  const { sizes, places } = planOf({ ...photo, rows: 1500, cols: 2000 }, x, y);
  const { bandRows, stride } = sizes;
  assert.equal(bandRows % 4, 0);
  assert.ok(bandRows * stride < 100_000);
  assert.ok(places.end < 1500 * 341 * 3 + 256 * 341 * 3 + 300_000);
});

test("whole rows are copied where the rectangle is wide, parts of rows where it is narrow", () => {
  const wide = planOf({ ...photo, rows: 1500, cols: 1900 }, x, y);
  assert.equal(wide.sizes.stride, 6000);
  const narrow = planOf({ ...photo, rows: 1500, cols: 300 }, x, y);
  assert.equal(narrow.sizes.stride, 900);
});

test("regions lie one after the other, on multiples of 16", () => {
  for (const channels of [1, 3]) {
    const { sizes, places } = planOf({ ...photo, channels, rows: 1500, cols: 2000 }, x, y);
    const all = Object.values(places);
    for (const [i, place] of all.entries()) {
      assert.equal(place % 16, 0);
      assert.ok(i === 0 || place > all[i - 1]!);
    }
    const { middle, out, end } = places;
    assert.ok(end - out >= sizes.length && out - middle >= 1500 * sizes.pitch);
  }
});
