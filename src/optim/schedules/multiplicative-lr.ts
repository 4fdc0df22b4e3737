import type { Optimizer } from "../optimizer.ts";
import { factorsOf } from "./factors.ts";
import type { LambdaLROptions } from "./lambda-lr.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/**
 * Multiplies the last rate by what a function of the step's number gives.
 * `torch.optim.lr_scheduler.MultiplicativeLR`.
 * @example const schedule = new MultiplicativeLR(optimizer, { lrLambda: () => 0.95 });
 */
export class MultiplicativeLR extends LRScheduler {
  constructor(optimizer: Optimizer, { lrLambda, lastEpoch }: LambdaLROptions) {
    const factors = factorsOf("MultiplicativeLR", lrLambda, optimizer);
    super(optimizer, {
      name: "MultiplicativeLR",
      lastEpoch,
      settings: {},
      rate: ({ epoch, lr, index }) => (epoch > 0 ? lr * factors[index]!(epoch) : lr),
    });
  }
}
