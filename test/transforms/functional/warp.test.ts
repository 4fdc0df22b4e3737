import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Mask } from "../../../src/sample/index.ts";
import {
  checkSettings,
  checkWarp,
  type WarpPlan,
  warpFor,
  warpImage,
  warpMask,
} from "../../../src/transforms/functional/warp.ts";
import { labels, noise } from "../samples.ts";

// Everything comes from one pixel to the right.
const plan = (size: readonly [number, number]): WarpPlan => ({
  size,
  pillow: () => [1, 0, 1, 0, 1, 0],
  torch: () => (y, xs, ys) => {
    for (let x = 0; x < xs.length; x++) {
      xs[x] = x + 1;
      ys[x] = y;
    }
  },
});

describe("warpImage", () => {
  test("bytes, floats and masks agree where no values are mixed", () => {
    const bytes = noise(3, 4, 1);
    const info = { height: 3, width: 4, channels: 1 } as const;
    const floats = new Image(Float32Array.from(bytes.data), info);
    const mask = new Mask(bytes.data as Uint8Array, [3, 4]);
    const how = { interpolation: "nearest", fill: 9 } as const;
    const got = warpImage("x", bytes, plan([3, 4]), how).data;
    assert.deepEqual([...got.subarray(0, 4)], [...bytes.data.subarray(1, 4), 9]);
    assert.deepEqual([...warpImage("x", floats, plan([3, 4]), how).data], [...got]);
    assert.deepEqual([...warpMask("x", mask, plan([3, 4]), how).data], [...got]);
  });

  test("weighs colours by alpha between pixels, the fill counting as weighed", () => {
    const data = new Uint8Array([200, 0, 100, 255, 200, 0, 100, 255]);
    const image = new Image(data, { height: 1, width: 4, channels: 2 });
    const half: WarpPlan = { ...plan([1, 4]), pillow: () => [1, 0, 0.5, 0, 1, 0] };
    const how = { interpolation: "bilinear", fill: [10, 20] } as const;
    const got = warpImage("x", image, half, how);
    // 0 of 100 % and 100 of 255: the transparent pixel lends no colour.
    assert.deepEqual([...got.data.subarray(0, 2)], [100, 127]);
    const far: WarpPlan = { ...half, pillow: () => [1, 0, 99, 0, 1, 0] };
    assert.deepEqual([...warpImage("x", image, far, how).data.subarray(0, 2)], [127, 20]);
  });

  test("the output may have another size", () => {
    const how = { interpolation: "nearest", fill: null } as const;
    assert.deepEqual(warpImage("x", noise(3, 4), plan([5, 2]), how).size, [5, 2]);
    assert.deepEqual(warpMask("x", labels(3, 4), plan([5, 2]), how).size, [5, 2]);
  });
});

describe("settings", () => {
  test("name a fill for each kind of part, or none", () => {
    const named = checkSettings("x", { interpolation: "nearest", fill: { image: 3, mask: 4 } });
    assert.equal(warpFor(named, noise(1, 1)).fill, 3);
    assert.equal(warpFor(named, labels(1, 1)).fill, 4);
    const none = checkSettings("x", { interpolation: "nearest", fill: null });
    assert.equal(warpFor(none, noise(1, 1)).fill, null);
  });

  test("refuse other interpolations and fills", () => {
    const bad = { interpolation: "box" as never, fill: 0 };
    assert.throws(() => checkWarp("x", bad), /x: expected interpolation to be one of nearest, bil/);
    assert.throws(() => checkSettings("x", bad), /x: expected interpolation to be one of nearest/);
    const empty = { interpolation: "nearest", fill: [] } as const;
    assert.throws(() => checkWarp("x", empty), /x: expected a fill value, got \[\]/);
  });
});
