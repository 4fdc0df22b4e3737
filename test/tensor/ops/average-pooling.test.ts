import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { applyOp, type Op, zeros } from "../../../src/tensor/index.ts";
import { averagePooling } from "../../../src/tensor/ops/average-pooling.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { between } from "./arrays.ts";
import { averagePoolingSamples } from "./average-pooling.samples.ts";
import { opSuite, runSample } from "./op-suite.ts";
import { avgPool, outputSize } from "./windows.ts";

opSuite(averagePooling, averagePoolingSamples);

describe("any average pooling", () => {
  const two = (min: number, max: number) =>
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
  const anyCase = fc
    .record({
      size: two(1, 9),
      kernel: two(1, 4),
      stride: two(1, 4),
      share: two(0, 2),
      ceilMode: fc.boolean(),
      countIncludePad: fc.boolean(),
      divisor: fc.constantFrom(0, 0, 3),
    })
    .map(({ share, ...rest }) => ({
      ...rest,
      padding: share.map((part, i) => Math.floor((rest.kernel[i]! * part) / 4)),
    }))
    .filter((one) => !outputSize(one, one.size, one.kernel).includes(0));

  it("is what its definition says, and its gradient, too", async () => {
    const property = fc.asyncProperty(anyCase, fc.nat(), async ({ size, ...attrs }, seed) => {
      const sample = {
        attrs,
        inputs: (rng: Rng) => [between(rng, [1, 2, ...size], -1, 1)],
        reference: avgPool,
      };
      await runSample(averagePooling.avgPool2d as Op, sample, seed);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

describe("average pooling", () => {
  it("refuses what no window fits", () => {
    const attrs = {
      kernel: [2, 2],
      stride: [2, 2],
      padding: [0, 0],
      ceilMode: false,
      countIncludePad: true,
      divisor: 0,
    };
    const pool = (shape: number[], more = {}) =>
      applyOp(averagePooling.avgPool2d, [zeros(shape)], { ...attrs, ...more });
    assert.throws(() => pool([1, 1, 1, 4]), {
      message:
        "avgPool2d: expected an input no smaller than the 2 x 2 window, got [1, 1, 1, 4]; " +
        "pool less before",
    });
    assert.throws(() => pool([1, 1, 4, 4], { padding: [2, 0] }), /at most half the kernel/);
    assert.throws(() => pool([4, 4]), /avgPool2d: expected an input \[n, c, h, w\]/);
  });
});
