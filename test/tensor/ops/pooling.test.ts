import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { applyOp, type Op, ones, tensor, zeros } from "../../../src/tensor/index.ts";
import { pooling } from "../../../src/tensor/ops/pooling.ts";
import type { Rng } from "../../../src/util/rng.ts";
import { apart } from "./arrays.ts";
import { opSuite, runSample } from "./op-suite.ts";
import { poolingSamples } from "./pooling.samples.ts";
import { maxPool, outputSize } from "./windows.ts";

opSuite(pooling, poolingSamples);

describe("any max pooling", () => {
  const two = (min: number, max: number) =>
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
  const anyCase = fc
    .record({
      size: two(1, 9),
      kernel: two(1, 4),
      stride: two(1, 4),
      share: two(0, 2),
      dilation: two(1, 3),
      ceilMode: fc.boolean(),
    })
    .map(({ share, ...rest }) => ({
      ...rest,
      padding: share.map((part, i) => Math.floor((rest.kernel[i]! * part) / 4)),
    }))
    // A step larger than the input makes windows of nothing but border.
    .filter((one) => one.dilation.every((step, i) => step <= one.size[i]!))
    .filter((one) => !outputSize(one, one.size, one.kernel).includes(0));

  it("is what its definition says, and its gradient, too", async () => {
    const property = fc.asyncProperty(anyCase, fc.nat(), async ({ size, ...attrs }, seed) => {
      const sample = {
        attrs,
        inputs: (rng: Rng) => [apart(rng, [1, 2, ...size])],
        reference: maxPool,
      };
      await runSample(pooling.maxPool2d as Op, sample, seed);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

const settings = {
  kernel: [2, 2],
  stride: [2, 2],
  padding: [0, 0],
  dilation: [1, 1],
  ceilMode: false,
};

describe("max pooling", () => {
  it("gives a tie to the first element, where windows tile and where they overlap", async () => {
    for (const [stride, want] of [
      [
        2,
        [
          [1, 0, 1, 0],
          [0, 0, 0, 0],
        ],
      ],
      [
        1,
        [
          [1, 1, 1, 0],
          [0, 0, 0, 0],
        ],
      ],
    ] as const) {
      const x = ones([1, 1, 2, 4], { requiresGrad: true });
      applyOp(pooling.maxPool2d, [x], { ...settings, stride: [stride, stride] })
        .sum()
        .backward();
      assert.deepEqual(await x.grad!.toArray(), [[want]]);
    }
  });

  it("lets the border never win", async () => {
    const x = tensor([
      [
        [
          [-5, -6],
          [-7, -8],
        ],
      ],
    ]);
    const y = applyOp(pooling.maxPool2d, [x], { ...settings, padding: [1, 1] });
    assert.deepEqual(await y.toArray(), [
      [
        [
          [-5, -6],
          [-7, -8],
        ],
      ],
    ]);
  });

  it("refuses what no window fits", () => {
    const pool = (shape: number[], more = {}) =>
      applyOp(pooling.maxPool2d, [zeros(shape)], { ...settings, ...more });
    assert.throws(() => pool([1, 1, 1, 4]), {
      message:
        "maxPool2d: expected an input no smaller than the 2 x 2 window, got [1, 1, 1, 4]; " +
        "pool less before",
    });
    assert.throws(() => pool([1, 1, 4, 4], { padding: [2, 0] }), {
      message:
        "maxPool2d: expected padding of at most half the kernel, " +
        "got { kernel: [2, 2], padding: [2, 0] }; pad less",
    });
    assert.throws(() => pool([4, 4]), /an input \[n, c, h, w\] of 4 dimensions/);
  });
});
