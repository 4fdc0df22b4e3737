import type { Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { Module } from "../module.ts";
import { describeSize } from "./describe-size.ts";

/** One number for all sides, or `[left, right, top, bottom]`. */
export type Padding2d = number | readonly [number, number, number, number];

/**
 * Zeros around; negative numbers cut off. Shapes: `[..., h, w]` -> `[..., top + h + bottom, left + w + right]`.
 * `torch.nn.ZeroPad2d`.
 * @example new ZeroPad2d([1, 1, 2, 0]).forward(zeros([1, 3, 4, 4])).shape; // [1, 3, 6, 6]
 */
export class ZeroPad2d extends Module {
  readonly #padding: readonly [number, number, number, number];

  constructor(padding: Padding2d) {
    super();
    const sides =
      typeof padding === "number" ? ([padding, padding, padding, padding] as const) : padding;
    if (!Array.isArray(sides) || sides.length !== 4) {
      const what = "padding to be [left, right, top, bottom]";
      throw expected("ZeroPad2d", what, padding, "pass four numbers, or one for all");
    }
    for (const side of sides)
      checkInteger("ZeroPad2d", "padding", side, { low: Number.MIN_SAFE_INTEGER });
    this.#padding = sides as readonly [number, number, number, number];
  }

  forward(x: Tensor): Tensor {
    if (x.shape.length >= 2) return x.pad(this.#padding);
    throw expected("ZeroPad2d", "an input [..., h, w]", x.shape, "check what came before");
  }

  protected override describe(): string {
    return describeSize(this.#padding);
  }
}
