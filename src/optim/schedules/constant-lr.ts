import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { notZero } from "./factors.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `ConstantLR`. */
export interface ConstantLROptions {
  /** In [0, 1]. Default 1/3. From 0 no factor leads back: step `totalIters` is refused, as PyTorch's fails. */
  readonly factor?: number;
  /** Steps with the factor. Default 5. */
  readonly totalIters?: number;
  readonly lastEpoch?: number;
}

/**
 * Multiplies the rate by `factor` for the first `totalIters` steps. `torch.optim.lr_scheduler.ConstantLR`.
 * @example const schedule = new ConstantLR(optimizer, { factor: 0.5, totalIters: 4 });
 */
export class ConstantLR extends LRScheduler {
  constructor(
    optimizer: Optimizer,
    { factor = 1 / 3, totalIters = 5, lastEpoch }: ConstantLROptions = {},
  ) {
    checkNumber("ConstantLR", "factor", factor, { low: 0, high: 1 });
    checkInteger("ConstantLR", "totalIters", totalIters);
    super(optimizer, {
      name: "ConstantLR",
      lastEpoch,
      settings: { factor, totalIters },
      rate: ({ epoch, lr }) => {
        if (epoch === 0) return lr * factor;
        if (epoch !== totalIters) return lr;
        return lr * (1 / notZero("ConstantLR", "a factor > 0 to divide by", factor));
      },
      closed: ({ epoch, base }) => base * (factor + (epoch >= totalIters ? 1 - factor : 0)),
    });
  }
}
