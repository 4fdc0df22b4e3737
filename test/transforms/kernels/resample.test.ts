import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { filters, filterTaps } from "../../../src/transforms/kernels/filters.ts";
import { plain, resampleBytes } from "../../../src/transforms/kernels/resample.ts";
import { noise } from "../samples.ts";

const data = noise(30, 20).data as Uint8Array;
const whole = { data, width: 20, channels: 3, top: 0, left: 0, rows: 30, cols: 20 };
const inner = { data, width: 20, channels: 3, top: 4, left: 7, rows: 21, cols: 11 };

// The rectangle as a picture of its own.
function cut({ top, left, rows, cols }: typeof inner) {
  const out: number[] = [];
  for (let y = top; y < top + rows; y++)
    out.push(...data.subarray((y * 20 + left) * 3, (y * 20 + left + cols) * 3));
  return { ...inner, data: Uint8Array.from(out), width: cols, top: 0, left: 0 };
}

describe("resampleBytes", () => {
  for (const [name, filter] of Object.entries(filters)) {
    const x = filterTaps(11, 8, filter);
    const y = filterTaps(21, 30, filter);
    test(`${name}: a rectangle is resampled as if it had been cut out first`, () => {
      const alone = cut(inner);
      assert.deepEqual(resampleBytes(inner, x, y), plain(alone, x, y));
      assert.deepEqual(resampleBytes(inner, x, undefined), plain(alone, x, undefined));
      assert.deepEqual(resampleBytes(inner, undefined, y), plain(alone, undefined, y));
      assert.deepEqual(resampleBytes(inner, undefined, undefined), alone.data);
    });
  }

  test("rows that no window sees are left out", () => {
    const y = filterTaps(30, 15, filters.bicubic);
    const x = filterTaps(20, 9, filters.bicubic);
    const few = { ...y, starts: y.starts.subarray(5, 8), counts: y.counts.subarray(5, 8) };
    const weights = y.weights.subarray(5 * y.stride, 8 * y.stride);
    const all = plain(whole, x, y).subarray(5 * 27, 8 * 27);
    assert.deepEqual(resampleBytes(whole, x, { ...few, weights }), all);
  });

  test("the source stays as it was, and no memory is shared with it", () => {
    const before = data.slice();
    const out = resampleBytes(whole, undefined, undefined);
    out.fill(0);
    resampleBytes(whole, filterTaps(20, 40, filters.box), undefined).fill(0);
    assert.deepEqual(data, before);
  });
});
