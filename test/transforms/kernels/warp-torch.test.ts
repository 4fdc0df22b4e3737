import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Places } from "../../../src/transforms/kernels/places.ts";
import { warpTorchBilinear, warpTorchNearest } from "../../../src/transforms/kernels/warp-torch.ts";
import { within } from "../pictures.ts";

const at =
  (...pairs: readonly (readonly [number, number])[]): Places =>
  (_, xs, ys) => {
    for (const [i, [x, y]] of pairs.entries()) {
      xs[i] = x;
      ys[i] = y;
    }
  };

describe("warpTorchNearest", () => {
  const layout = { planes: 1, height: 1, width: 4, channels: 1 };

  test("rounds halves to the even pixel, and takes -0.5 as inside", () => {
    const places = at([0.5, 0], [1.5, 0], [2.5, 0], [-0.5, 0], [3.5, 0], [1, 0.6], [Number.NaN, 0]);
    const src = Int32Array.of(10, 20, 30, 40);
    const got = warpTorchNearest(src, layout, places, [1, 7], [-1]);
    assert.deepEqual(got, Int32Array.of(10, 30, 30, 10, -1, -1, -1));
  });

  test("does each plane", () => {
    const planes = { planes: 2, height: 1, width: 2, channels: 1 };
    const got = warpTorchNearest(
      Uint8Array.of(1, 2, 3, 4),
      planes,
      at([1, 0], [0, 0]),
      [1, 2],
      [0],
    );
    assert.deepEqual([...got], [2, 1, 4, 3]);
  });
});

describe("warpTorchBilinear", () => {
  const layout = { planes: 1, height: 2, width: 2, channels: 1 };
  const src = Float32Array.of(0, 1, 2, 3);

  test("mixes four pixels, of which those outside are 0", () => {
    const places = at([0.5, 0.5], [0.25, 0], [1.5, 1], [-1, 0], [-0.25, -0.25], [Number.NaN, 0]);
    const got = warpTorchBilinear(src, layout, places, [1, 6], null);
    within(got, [1.5, 0.25, 1.5, 0, 0, 0], 1e-7);
  });

  test("a fill makes up for what lies outside, twice over as torchvision does", () => {
    const got = warpTorchBilinear(src, layout, at([1.5, 1], [5, 5], [1, 1]), [1, 3], [10]);
    within(got, [1.5 * 0.5 + 0.5 * 10, 10, 3], 1e-6);
  });
});
