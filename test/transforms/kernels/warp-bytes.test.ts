import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Places } from "../../../src/transforms/kernels/places.ts";
import {
  type Warp,
  warpBicubic,
  warpBilinear,
  warpNearest,
} from "../../../src/transforms/kernels/warp-bytes.ts";

const at =
  (...pairs: readonly (readonly [number, number])[]): Places =>
  (_, xs, ys) => {
    for (const [i, [x, y]] of pairs.entries()) {
      xs[i] = x;
      ys[i] = y;
    }
  };

function warped(warp: Warp, row: readonly number[], ...xs: readonly number[]): number[] {
  const src = { data: Uint8Array.from(row), height: 1, width: row.length, channels: 1 };
  const out = new Uint8Array(xs.length).fill(99);
  warp(src, at(...xs.map((x) => [x, 0.5] as const)), out, xs.length);
  return [...out];
}

describe("warps of bytes", () => {
  test("leave alone what lies outside", () => {
    for (const warp of [warpNearest, warpBilinear, warpBicubic])
      assert.deepEqual(warped(warp, [5, 5], -1e-9, 0, 1.999, 2, Number.NaN), [99, 5, 5, 99, 99]);
  });

  test("nearest takes the pixel that a place falls in", () => {
    assert.deepEqual(warped(warpNearest, [1, 2, 3], 0, 0.999, 1, 2.5), [1, 1, 2, 3]);
  });

  test("bilinear cuts off fractions, and repeats the edge", () => {
    assert.deepEqual(
      warped(warpBilinear, [0, 255, 255], 0.5, 1, 1.25, 0.1, 2.9),
      [0, 127, 191, 0, 255],
    );
  });

  test("bicubic overshoots, but not over a byte's ends", () => {
    // Between 255 and 255 with 0 on both sides: p1 + d (...) = 255 + 0.25 * 255 before the cut.
    assert.deepEqual(warped(warpBicubic, [0, 255, 255, 0], 2, 1), [255, 127]);
    assert.deepEqual(warped(warpBicubic, [200, 100, 100, 200], 2), [75]);
    assert.deepEqual(warped(warpBicubic, [255, 0, 0, 255], 2), [0]);
  });

  test("mix the channels of a pixel alike", () => {
    for (const channels of [1, 2, 3, 4])
      for (const warp of [warpNearest, warpBilinear, warpBicubic]) {
        const values = [10, 60, 200, 90, 30, 140];
        const data = Uint8Array.from(
          values.flatMap((value) => Array<number>(channels).fill(value)),
        );
        const src = { data, height: 2, width: 3, channels };
        const out = new Uint8Array(2 * channels);
        warp(src, at([1.3, 0.8], [2.7, 1.4]), out, 2);
        for (let i = 0; i < out.length; i++)
          assert.equal(out[i], out[i - (i % channels)], `${channels} channels`);
      }
  });
});
