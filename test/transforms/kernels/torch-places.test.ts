import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  identityGrid,
  torchAffine,
  torchElastic,
  torchPerspective,
} from "../../../src/transforms/kernels/torch-places.ts";
import { within } from "../pictures.ts";

// The golden files of the functionals hold these places to torch's, bit by bit for nearest pixels.
describe("torch-places", () => {
  const row = (places: (y: number, xs: Float64Array, ys: Float64Array) => void, y: number) => {
    const [xs, ys] = [new Float64Array(4), new Float64Array(4)];
    places(y, xs, ys);
    return [...xs, ...ys];
  };
  const straight = [0, 1, 2, 3, 2, 2, 2, 2];

  test("are pixel centres where nothing is to do", () => {
    within(row(torchAffine([1, 0, 0, 0, 1, 0], [3, 4], [3, 4]), 2), straight, 1e-6);
    within(row(torchPerspective([1, 0, 0, 0, 1, 0, 0, 0], [3, 4]), 2), straight, 1e-6);
    within(row(torchElastic(new Float32Array(24), [3, 4]), 2), straight, 1e-6);
  });

  test("of a larger output keep the middle", () => {
    const places = torchAffine([1, 0, 0, 0, 1, 0], [1, 2], [3, 4]);
    within(row(places, 0), [-1, 0, 1, 2, -1, -1, -1, -1], 1e-6);
  });

  test("are float32 values", () => {
    const k = Math.SQRT1_2;
    for (const places of [
      torchAffine([k, k, 0.1, -k, k, 0.2], [3, 4], [3, 4]),
      torchPerspective([1, 0.1, 0, 0.2, 1, 0, 0.01, 0.02], [3, 4]),
    ])
      for (const value of row(places, 1)) assert.equal(value, Math.fround(value));
  });

  test("the identity grid is torch.linspace's", () => {
    assert.deepEqual([...identityGrid(1)], [0]);
    assert.deepEqual([...identityGrid(4)], [-0.75, -0.25, 0.25, 0.75]);
    const long = identityGrid(101);
    for (const [i, value] of long.entries()) {
      assert.ok(Math.abs(value - (2 * i - 100) / 101) < 1.2e-7);
      assert.ok(i === 0 || value > long[i - 1]!);
    }
  });
});
