import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type FocalOptions, sigmoidFocalLoss } from "../../src/ops/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import { assertNumbers, golden, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly x: Packed;
  readonly y: Packed;
  readonly options: FocalOptions;
  readonly want: Packed;
  readonly grad: Packed;
}

describe("sigmoidFocalLoss", () => {
  for (const one of golden<{ focal: readonly Case[] }>("boxes").focal)
    test(`${JSON.stringify(one.options)} equals torchvision's, gradients too`, async () => {
      const logits = unpacked(one.x).setRequiresGrad();
      const loss = sigmoidFocalLoss(logits, unpacked(one.y), one.options);
      loss.sum().backward();
      assertNumbers(Array.from((await loss.data()) as Float32Array), one.want, 2e-6);
      assertNumbers(Array.from((await logits.grad!.data()) as Float32Array), one.grad, 2e-6);
    });

  test("a sure and right answer costs next to nothing, a wrong one its logit", async () => {
    const loss = sigmoidFocalLoss(tensor([100, -100]), tensor([1, 1]), { alpha: -1 });
    const [right, wrong] = (await loss.data()) as Float32Array;
    assert.ok(right! >= 0 && right! < 1e-30 && Math.abs(wrong! - 100) < 1e-4);
  });

  test("refuses other shapes and weights", () => {
    assert.throws(
      () => sigmoidFocalLoss(zeros([2]), zeros([3])),
      /logits and targets of one shape/,
    );
    assert.throws(() => sigmoidFocalLoss(zeros([2]), zeros([2]), { alpha: 2 }), /alpha \(or -1\)/);
  });
});
