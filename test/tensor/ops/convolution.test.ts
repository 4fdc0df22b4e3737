import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { applyOp, type Op, zeros } from "../../../src/tensor/index.ts";
import { convolution, windowCount } from "../../../src/tensor/ops/convolution.ts";
import { type ConvCase, convolutionSamples, convolutionSamplesOf } from "./convolution.samples.ts";
import { opSuite, runSample } from "./op-suite.ts";
import { outputSize } from "./windows.ts";

opSuite(convolution, convolutionSamples);

// Any convolution whose window fits into its input at least once.
const anyCase: fc.Arbitrary<ConvCase> = fc.integer({ min: 1, max: 3 }).chain((dims) => {
  const each = (min: number, max: number) =>
    fc.array(fc.integer({ min, max }), { minLength: dims, maxLength: dims });
  return fc
    .record({
      n: fc.nat(2),
      groups: fc.integer({ min: 1, max: 3 }),
      channels: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      size: each(1, 7),
      kernel: each(1, 3),
      stride: each(1, 3),
      padding: each(0, 2),
      dilation: each(1, 2),
    })
    .filter((one) => !outputSize(one, one.size, one.kernel).includes(0))
    .map(({ n, groups, channels: [into, out], size, kernel, ...settings }) => ({
      x: [n, into * groups, ...size],
      k: [out * groups, into, ...kernel],
      groups,
      large: true,
      ...settings,
    }));
});

describe("any convolution", () => {
  it("and both its gradients are what their definitions say", async () => {
    const property = fc.asyncProperty(anyCase, fc.nat(), async (one, seed) => {
      for (const [name, sample] of Object.entries(convolutionSamplesOf(one)))
        await runSample(convolution[name as keyof typeof convolution] as Op, sample, seed);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});

const plain = { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 };
const call = (x: number[], k: number[], b?: number[], attrs = plain) =>
  applyOp(
    convolution.conv,
    [x, k, ...(b ? [b] : [])].map((shape) => zeros(shape)),
    attrs,
  );

describe("convolutions that do not fit", () => {
  it("names the channels that the weight wants", () => {
    assert.throws(() => call([1, 3, 8, 8], [6, 4, 3, 3]), {
      message:
        "conv2d: expected 4 input channels (weight [6,4,3,3], groups=1), got [1, 3, 8, 8]; " +
        "check inChannels, or the previous layer's outChannels",
    });
    assert.throws(
      () => call([1, 4, 8, 8], [5, 2, 3, 3], undefined, { ...plain, groups: 2 }),
      /conv2d/,
    );
  });

  it("names ranks, bias and a kernel too large", () => {
    assert.throws(() => call([3, 8, 8], [6, 3, 3, 3]), {
      message:
        "conv2d: expected an input [n, c, h, w] of 4 dimensions, got [3, 8, 8]; " +
        "reshape it, or check what came before",
    });
    assert.throws(() => call([1, 3, 8, 8], [6, 3, 3]), /a weight \[out, in \/ groups, kh, kw\]/);
    assert.throws(() => call([1, 3, 8, 8], [6, 3, 3, 3], [5]), {
      message: "conv2d: expected a bias of shape [6], got [5]; one value for each output channel",
    });
    assert.throws(() => call([1, 3, 2, 8], [6, 3, 3, 3]), {
      message:
        "conv2d: expected an input no smaller than the 3 x 3 kernel, got [1, 3, 2, 8]; " +
        "add padding, or pool less before",
    });
  });
});

describe("windowCount", () => {
  it("counts windows as PyTorch's formula", () => {
    const count = (size: number, kernel: number, stride = 1, padding = 0, dilation = 1) =>
      windowCount(size, kernel, { stride, padding, dilation });
    assert.equal(count(32, 5), 28);
    assert.equal(count(224, 7, 2, 3), 112);
    assert.equal(count(7, 3, 2, 0, 2), 2);
    assert.equal(count(2, 3), 0);
  });
});
