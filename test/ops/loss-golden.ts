import { test } from "node:test";
import type { BoxLossOptions, Reduction } from "../../src/ops/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import { assertNumbers, golden, type Packed, unpacked } from "./golden.ts";

interface Case {
  readonly name: string;
  readonly a: Packed;
  readonly b: Packed;
  readonly reduction: Reduction;
  readonly want: Packed;
  readonly grad: Packed;
}

type Loss = (a: Tensor, b: Tensor, options: BoxLossOptions) => Tensor;

/** Holds a loss of boxes and its gradient to torchvision's numbers. */
export function boxLossTests(name: string, loss: Loss): void {
  const { losses } = golden<{ losses: readonly Case[] }>("boxes");
  for (const one of losses.filter((row) => row.name === name))
    test(`${one.a.shape[0]} boxes, ${one.reduction}, equal torchvision's, gradients too`, async () => {
      const boxes = unpacked(one.a).setRequiresGrad();
      const out = loss(boxes, unpacked(one.b), { reduction: one.reduction });
      out.sum().backward();
      assertNumbers(Array.from((await out.data()) as Float32Array), one.want, 1e-6);
      assertNumbers(Array.from((await boxes.grad!.data()) as Float32Array), one.grad, 1e-6);
    });
}
