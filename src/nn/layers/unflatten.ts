import type { Shape, Tensor } from "../../tensor/index.ts";
import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { Module } from "../module.ts";
import { describeSize } from "./describe-size.ts";

/**
 * One dimension as several; one size may be -1. Shapes: `[n, rest]` -> `[n, ...sizes]`. `torch.nn.Unflatten`.
 * @example new Unflatten(1, [1, 28, 28]).forward(zeros([64, 784])).shape; // [64, 1, 28, 28]
 */
export class Unflatten extends Module {
  readonly #dim: number;
  readonly #sizes: Shape;

  constructor(dim: number, unflattenedSize: Shape) {
    super();
    this.#dim = checkInteger("Unflatten", "dim", dim, { low: Number.MIN_SAFE_INTEGER });
    const known = Array.isArray(unflattenedSize) && unflattenedSize.length > 0;
    const free = known ? unflattenedSize.filter((length) => length === -1).length : 0;
    const fits = known && unflattenedSize.every((n) => Number.isSafeInteger(n) && n >= -1);
    if (!fits || free > 1) {
      const what = "unflattenedSize to be whole numbers >= 0, at most one -1";
      throw expected("Unflatten", what, unflattenedSize, "pass sizes such as [1, 28, 28]");
    }
    this.#sizes = [...unflattenedSize];
  }

  forward(x: Tensor): Tensor {
    return x.unflatten(this.#dim, this.#sizes);
  }

  protected override describe(): string {
    return `dim=${this.#dim}, unflattened_size=${describeSize(this.#sizes)}`;
  }
}
