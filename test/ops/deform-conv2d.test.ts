import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type DeformConv2dOptions, deformConv2d } from "../../src/ops/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import { assertTensor, golden, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly input: Packed;
  readonly offset: Packed;
  readonly weight: Packed;
  readonly mask: Packed;
  readonly bias: Packed;
  readonly options: DeformConv2dOptions;
  readonly plain: Packed;
  readonly masked: Packed;
}

describe("deformConv2d", () => {
  for (const one of golden<{ cases: readonly Case[] }>("deformed").cases)
    test(`[${one.weight.shape}] ${JSON.stringify(one.options)} equals torchvision's`, () => {
      const [input, offset, weight] = [one.input, one.offset, one.weight].map(unpacked);
      assertTensor(deformConv2d(input!, offset!, weight!, one.options), one.plain, 1e-5);
      const options = { ...one.options, mask: unpacked(one.mask), bias: unpacked(one.bias) };
      assertTensor(deformConv2d(input!, offset!, weight!, options), one.masked, 1e-5);
    });

  test("offsets of 0 make it a convolution", () => {
    const input = tensor([
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
    ]);
    const weight = tensor([[[[1, 10]]]]);
    const out = deformConv2d(input, zeros([1, 4, 2, 2]), weight);
    assert.deepEqual([...(out.hostData() as Float32Array)], [21, 32, 54, 65]);
  });

  test("refuses shapes that do not fit", () => {
    const [input, weight] = [zeros([1, 4, 5, 5]), zeros([2, 4, 3, 3])];
    assert.throws(
      () => deformConv2d(input, zeros([1, 18, 2, 2]), weight),
      /^VisionError: deformConv2d: expected offset as float32 \[1, 18, 3, 3\]/,
    );
    assert.throws(() => deformConv2d(input, zeros([1, 17, 3, 3]), weight), /channels of offsets/);
    assert.throws(
      () => deformConv2d(input, zeros([1, 18, 3, 3]), zeros([2, 3, 3, 3])),
      /groups divide/,
    );
    assert.throws(
      () => deformConv2d(zeros([1, 4, 2, 2]), zeros([1, 18, 1, 1]), weight),
      /kernel that fits/,
    );
    assert.throws(
      () => deformConv2d(input, input, weight, { stride: 0 }),
      /stride to be a whole number/,
    );
  });
});
