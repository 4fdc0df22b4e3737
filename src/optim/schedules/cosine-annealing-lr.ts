import { checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler, type Moment } from "./lr-scheduler.ts";

/** Settings of `CosineAnnealingLR`. */
export interface CosineAnnealingLROptions {
  /** Steps from the highest rate to the lowest. */
  readonly tMax: number;
  /** The lowest rate. Default 0. */
  readonly etaMin?: number;
  readonly lastEpoch?: number;
}

/**
 * Lets the rate swing between its start and `etaMin` along a cosine. `torch.optim.lr_scheduler.CosineAnnealingLR`.
 * @example const schedule = new CosineAnnealingLR(optimizer, { tMax: 90 });
 */
export class CosineAnnealingLR extends LRScheduler {
  constructor(optimizer: Optimizer, { tMax, etaMin = 0, lastEpoch }: CosineAnnealingLROptions) {
    checkInteger("CosineAnnealingLR", "tMax", tMax, { low: 1 });
    checkNumber("CosineAnnealingLR", "etaMin", etaMin, { low: 0 });
    const wave = (epoch: number) => 1 + Math.cos((Math.PI * epoch) / tMax);
    const closed = ({ epoch, base }: Moment) => etaMin + ((base - etaMin) * wave(epoch)) / 2;
    super(optimizer, {
      name: "CosineAnnealingLR",
      lastEpoch,
      settings: { tMax, etaMin },
      closed,
      rate: (moment) => {
        const { epoch, lr, base, first } = moment;
        if (epoch === 0) return lr;
        if (first) return closed(moment);
        // From the lowest rate the quotient below would divide by zero.
        if ((epoch - 1 - tMax) % (2 * tMax) === 0) {
          return lr + ((base - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2;
        }
        return (wave(epoch) / wave(epoch - 1)) * (lr - etaMin) + etaMin;
      },
    });
  }
}
