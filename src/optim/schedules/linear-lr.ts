import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { notZero } from "./factors.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `LinearLR`. */
export interface LinearLROptions {
  /** In [0, 1]. Default 1/3. From 0 no factor leads up: the next step is refused, as PyTorch's fails. */
  readonly startFactor?: number;
  /** In [0, 1]. Default 1. */
  readonly endFactor?: number;
  /** Steps from one factor to the other. Default 5. */
  readonly totalIters?: number;
  readonly lastEpoch?: number;
}

/**
 * Changes the rate's factor in a straight line, as a warm-up. `torch.optim.lr_scheduler.LinearLR`.
 * @example const schedule = new LinearLR(optimizer, { startFactor: 0.01, totalIters: 100 });
 */
export class LinearLR extends LRScheduler {
  constructor(
    optimizer: Optimizer,
    { startFactor = 1 / 3, endFactor = 1, totalIters = 5, lastEpoch }: LinearLROptions = {},
  ) {
    checkNumber("LinearLR", "startFactor", startFactor, { low: 0, high: 1 });
    checkNumber("LinearLR", "endFactor", endFactor, { low: 0, high: 1 });
    checkInteger("LinearLR", "totalIters", totalIters);
    const rise = endFactor - startFactor;
    super(optimizer, {
      name: "LinearLR",
      lastEpoch,
      settings: { startFactor, endFactor, totalIters },
      rate: ({ epoch, lr }) => {
        if (epoch === 0) return lr * startFactor;
        if (epoch > totalIters) return lr;
        const last = totalIters * startFactor + (epoch - 1) * rise;
        return lr * (1 + rise / notZero("LinearLR", "a startFactor > 0 to rise from", last));
      },
      closed: ({ epoch, base }) => {
        const total = notZero("LinearLR", "totalIters > 0 to begin at a milestone", totalIters);
        return base * (startFactor + (rise * Math.min(totalIters, epoch)) / total);
      },
    });
  }
}
