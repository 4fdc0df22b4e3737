import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { filters, filterTaps } from "../../../src/transforms/kernels/filters.ts";
import { resampleBytesX, resampleBytesY } from "../../../src/transforms/kernels/resample-bytes.ts";
import { noise } from "../samples.ts";

describe("byte resampling", () => {
  test("halving with the box filter takes means, halves up", () => {
    const taps = filterTaps(4, 2, filters.box);
    assert.deepEqual([...resampleBytesX(Uint8Array.of(0, 1, 10, 20), 4, 1, taps)], [1, 15]);
    assert.deepEqual([...resampleBytesY(Uint8Array.of(0, 1, 10, 20), 1, taps)], [1, 15]);
  });

  test("overshoot is clipped to a byte", () => {
    const taps = filterTaps(4, 9, filters.lanczos);
    const out = resampleBytesX(Uint8Array.of(0, 0, 255, 255), 4, 1, taps);
    assert.ok(out.includes(0) && out.includes(255));
    assert.ok(out[2]! < 128 && out[6]! > 128);
  });

  test("x and y agree on a turned picture, for 1 to 25 taps and each channel count", () => {
    for (const size of [40, 30, 20, 10, 9, 7, 5, 3, 2]) {
      const taps = filterTaps(24, size, filters.bicubic);
      const column = noise(24, 1, 1, size).data as Uint8Array;
      const want = resampleBytesX(column, 24, 1, taps);
      assert.deepEqual(resampleBytesY(column, 1, taps), want);
      for (const channels of [2, 3, 4]) {
        const wide = new Uint8Array(24 * channels);
        for (const [i, value] of column.entries())
          wide.fill(value, i * channels, (i + 1) * channels);
        const out = resampleBytesX(wide, 24, channels, taps);
        assert.deepEqual(
          out.filter((_, i) => i % channels === channels - 1),
          want,
        );
      }
    }
  });
});
