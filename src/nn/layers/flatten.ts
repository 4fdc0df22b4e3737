import type { Tensor } from "../../tensor/index.ts";
import { Module } from "../module.ts";

/**
 * Dimensions `startDim` to `endDim` as one; by default all but the batch. Shapes: `[n, ...]` -> `[n, rest]`.
 * `torch.nn.Flatten`.
 * @example new Flatten().forward(zeros([64, 1, 28, 28])).shape; // [64, 784]
 */
export class Flatten extends Module {
  readonly #startDim: number;
  readonly #endDim: number;

  constructor({ startDim = 1, endDim = -1 }: { startDim?: number; endDim?: number } = {}) {
    super();
    this.#startDim = startDim;
    this.#endDim = endDim;
  }

  forward(x: Tensor): Tensor {
    return x.flatten(this.#startDim, this.#endDim);
  }

  protected override describe(): string {
    return `start_dim=${this.#startDim}, end_dim=${this.#endDim}`;
  }
}
