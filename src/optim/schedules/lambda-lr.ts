import type { Optimizer } from "../optimizer.ts";
import { factorsOf } from "./factors.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `LambdaLR`. */
export interface LambdaLROptions {
  /** The factor of the first rate by the number of the step, or one function a group. */
  readonly lrLambda: ((epoch: number) => number) | readonly ((epoch: number) => number)[];
  readonly lastEpoch?: number;
}

/**
 * Multiplies the rate that it began with by what a function gives. `torch.optim.lr_scheduler.LambdaLR`.
 * @example const schedule = new LambdaLR(optimizer, { lrLambda: (epoch) => 0.95 ** epoch });
 */
export class LambdaLR extends LRScheduler {
  constructor(optimizer: Optimizer, { lrLambda, lastEpoch }: LambdaLROptions) {
    const factors = factorsOf("LambdaLR", lrLambda, optimizer);
    super(optimizer, {
      name: "LambdaLR",
      lastEpoch,
      settings: {},
      rate: ({ epoch, base, index }) => base * factors[index]!(epoch),
    });
  }
}
