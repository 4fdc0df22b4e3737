import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `PolynomialLR`. */
export interface PolynomialLROptions {
  /** Steps down to zero. Default 5. */
  readonly totalIters?: number;
  /** Default 1. */
  readonly power?: number;
  readonly lastEpoch?: number;
}

/**
 * Lets the rate fall to zero as `(1 - t / totalIters) ** power`. `torch.optim.lr_scheduler.PolynomialLR`.
 * @example const schedule = new PolynomialLR(optimizer, { totalIters: 90, power: 0.9 });
 */
export class PolynomialLR extends LRScheduler {
  constructor(
    optimizer: Optimizer,
    { totalIters = 5, power = 1, lastEpoch }: PolynomialLROptions = {},
  ) {
    checkInteger("PolynomialLR", "totalIters", totalIters, { low: 1 });
    checkNumber("PolynomialLR", "power", power, { low: 0 });
    super(optimizer, {
      name: "PolynomialLR",
      lastEpoch,
      settings: { totalIters, power },
      rate: ({ epoch, lr }) => {
        if (epoch === 0 || epoch > totalIters) return lr;
        return lr * ((1 - epoch / totalIters) / (1 - (epoch - 1) / totalIters)) ** power;
      },
      closed: ({ epoch, base }) => base * (1 - Math.min(totalIters, epoch) / totalIters) ** power,
    });
  }
}
