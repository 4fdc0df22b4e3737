import { checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `ExponentialLR`. */
export interface ExponentialLROptions {
  /** The factor of each step. */
  readonly gamma: number;
  readonly lastEpoch?: number;
}

/**
 * Multiplies the rate by `gamma` in every step. `torch.optim.lr_scheduler.ExponentialLR`.
 * @example const schedule = new ExponentialLR(optimizer, { gamma: 0.95 });
 */
export class ExponentialLR extends LRScheduler {
  constructor(optimizer: Optimizer, { gamma, lastEpoch }: ExponentialLROptions) {
    checkNumber("ExponentialLR", "gamma", gamma, { low: 0 });
    super(optimizer, {
      name: "ExponentialLR",
      lastEpoch,
      settings: { gamma },
      rate: ({ epoch, lr }) => (epoch === 0 ? lr : lr * gamma),
      closed: ({ epoch, base }) => base * gamma ** epoch,
    });
  }
}
