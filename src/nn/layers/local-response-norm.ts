import type { Tensor } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { localResponseNorm } from "../functional/normalization.ts";
import { Module } from "../module.ts";
import { withPoint } from "./with-point.ts";

/** Options of `LocalResponseNorm`. */
export interface LocalResponseNormOptions {
  /** Factor of the mean square. Default 1e-4. */
  readonly alpha?: number;
  /** Power of the divisor. Default 0.75. */
  readonly beta?: number;
  /** Added to the mean square. Default 1. */
  readonly k?: number;
}

/**
 * Divides each element by a power of the mean square of `size` channels around. Shapes: `[n, c, ...]`, kept.
 * `torch.nn.LocalResponseNorm` (Krizhevsky et al. 2012).
 * @example new LocalResponseNorm(5).forward(zeros([1, 8, 4, 4])).shape; // [1, 8, 4, 4]
 */
export class LocalResponseNorm extends Module {
  readonly #size: number;
  readonly #alpha: number;
  readonly #beta: number;
  readonly #k: number;

  constructor(size: number, { alpha = 1e-4, beta = 0.75, k = 1 }: LocalResponseNormOptions = {}) {
    super();
    this.#size = checkInteger("LocalResponseNorm", "size", size, { low: 1 });
    this.#alpha = checkNumber("LocalResponseNorm", "alpha", alpha);
    this.#beta = checkNumber("LocalResponseNorm", "beta", beta);
    this.#k = checkNumber("LocalResponseNorm", "k", k);
  }

  forward(x: Tensor): Tensor {
    return localResponseNorm(x, this.#size, this.#alpha, this.#beta, this.#k);
  }

  protected override describe(): string {
    const [alpha, beta, k] = [this.#alpha, this.#beta, this.#k].map(withPoint);
    return `${this.#size}, alpha=${alpha}, beta=${beta}, k=${k}`;
  }
}
