import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `MultiStepLR`. */
export interface MultiStepLROptions {
  /** The steps after which the rate changes; one that is named twice counts twice. */
  readonly milestones: readonly number[];
  /** The factor of each change. Default 0.1. */
  readonly gamma?: number;
  readonly lastEpoch?: number;
}

/**
 * Multiplies the rate by `gamma` at each milestone. `torch.optim.lr_scheduler.MultiStepLR`.
 * @example const schedule = new MultiStepLR(optimizer, { milestones: [30, 80] });
 */
export class MultiStepLR extends LRScheduler {
  constructor(optimizer: Optimizer, { milestones, gamma = 0.1, lastEpoch }: MultiStepLROptions) {
    for (const milestone of milestones) checkInteger("MultiStepLR", "milestones", milestone);
    checkNumber("MultiStepLR", "gamma", gamma, { low: 0 });
    const count = (test: (milestone: number) => boolean) => milestones.filter(test).length;
    super(optimizer, {
      name: "MultiStepLR",
      lastEpoch,
      settings: { milestones, gamma },
      rate: ({ epoch, lr }) => {
        const times = count((milestone) => milestone === epoch);
        return times === 0 ? lr : lr * gamma ** times;
      },
      closed: ({ epoch, base }) => base * gamma ** count((milestone) => milestone <= epoch),
    });
  }
}
