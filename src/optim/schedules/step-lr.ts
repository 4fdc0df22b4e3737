import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `StepLR`. */
export interface StepLROptions {
  /** Steps between two changes. */
  readonly stepSize: number;
  /** The factor of each change. Default 0.1. */
  readonly gamma?: number;
  readonly lastEpoch?: number;
}

/**
 * Multiplies the rate by `gamma` every `stepSize` steps. `torch.optim.lr_scheduler.StepLR`.
 * @example const schedule = new StepLR(optimizer, { stepSize: 30 });
 */
export class StepLR extends LRScheduler {
  constructor(optimizer: Optimizer, { stepSize, gamma = 0.1, lastEpoch }: StepLROptions) {
    checkInteger("StepLR", "stepSize", stepSize, { low: 1 });
    checkNumber("StepLR", "gamma", gamma, { low: 0 });
    super(optimizer, {
      name: "StepLR",
      lastEpoch,
      settings: { stepSize, gamma },
      rate: ({ epoch, lr }) => (epoch === 0 || epoch % stepSize !== 0 ? lr : lr * gamma),
      closed: ({ epoch, base }) => base * gamma ** Math.floor(epoch / stepSize),
    });
  }
}
