import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";

/** Settings of `CosineAnnealingWarmRestarts`. */
export interface CosineAnnealingWarmRestartsOptions {
  /** Steps up to the first restart. */
  readonly t0: number;
  /** How much longer each period is than the last. Default 1. */
  readonly tMult?: number;
  /** The lowest rate. Default 0. */
  readonly etaMin?: number;
  readonly lastEpoch?: number;
}

/**
 * Lets the rate fall along a cosine and begin again (Loshchilov and Hutter 2016). `step(epoch)` takes fractions, too.
 * `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`.
 * @example const schedule = new CosineAnnealingWarmRestarts(optimizer, { t0: 10, tMult: 2 });
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  constructor(
    optimizer: Optimizer,
    { t0, tMult = 1, etaMin = 0, lastEpoch = -1 }: CosineAnnealingWarmRestartsOptions,
  ) {
    const who = "CosineAnnealingWarmRestarts";
    checkInteger(who, "t0", t0, { low: 1 });
    checkInteger(who, "tMult", tMult, { low: 1 });
    checkNumber(who, "etaMin", etaMin, { low: 0 });
    super(optimizer, {
      name: who,
      lastEpoch,
      settings: { t0, tMult, etaMin },
      memory: { current: lastEpoch, period: t0 },
      rate: ({ base, memory: { current, period } }) =>
        etaMin + ((base - etaMin) * (1 + Math.cos((Math.PI * current!) / period!))) / 2,
      move: ({ current, period }, last, to = last < 0 ? 0 : undefined) => {
        if (to !== undefined) {
          checkNumber(`${who}.step`, "epoch", to, { low: 0 });
          return [Math.floor(to), place(to, t0, tMult)];
        }
        const next = current! + 1;
        if (next < period!) return [last + 1, { current: next, period: period! }];
        return [last + 1, { current: next - period!, period: period! * tMult }];
      },
    });
  }
}

// Period n begins at t0 (tMult^n - 1) / (tMult - 1).
function place(epoch: number, t0: number, tMult: number): { current: number; period: number } {
  if (epoch < t0) return { current: epoch, period: t0 };
  if (tMult === 1) return { current: epoch % t0, period: t0 };
  const n = Math.trunc(Math.log((epoch / t0) * (tMult - 1) + 1) / Math.log(tMult));
  const begin = (t0 * (tMult ** n - 1)) / (tMult - 1);
  return { current: epoch - begin, period: t0 * tMult ** n };
}
