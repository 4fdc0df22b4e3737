import { checkChoice, checkInteger, checkNumber } from "../../util/check.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";
import { checkMomentum, perGroup, setMomentum } from "./momentum.ts";

/** Settings of `CyclicLR`. */
export interface CyclicLROptions {
  /** The lowest rate, or one a group. */
  readonly baseLr: number | readonly number[];
  /** The highest rate, or one a group. */
  readonly maxLr: number | readonly number[];
  /** Steps from the lowest to the highest rate. Default 2000. */
  readonly stepSizeUp?: number;
  /** Steps back. Default `stepSizeUp`. */
  readonly stepSizeDown?: number;
  /** Equal cycles, each half as high as the last, or `gamma` to the steps as high. Default "triangular". */
  readonly mode?: keyof typeof scales;
  /** Default 1. */
  readonly gamma?: number;
  /** The height of a cycle instead of `mode`'s. */
  readonly scaleFn?: (x: number) => number;
  /** Whether `scaleFn` takes the number of the cycle, from 1, or of the step, from 0. Default "cycle". */
  readonly scaleMode?: "cycle" | "iterations";
  /** Whether momentum falls while the rate rises; needs an optimizer with momentum. Default true. */
  readonly cycleMomentum?: boolean;
  /** The lowest momentum, or one a group. Default 0.8. */
  readonly baseMomentum?: number | readonly number[];
  /** The highest momentum, or one a group. Default 0.9. */
  readonly maxMomentum?: number | readonly number[];
  readonly lastEpoch?: number;
}

const scales = {
  triangular: () => 1,
  triangular2: (cycle: number) => 1 / 2 ** (cycle - 1),
  exp_range: (step: number, gamma: number) => gamma ** step,
};

/**
 * Lets the rate rise and fall in straight lines (Smith 2015). `torch.optim.lr_scheduler.CyclicLR`.
 * @example const schedule = new CyclicLR(optimizer, { baseLr: 0.01, maxLr: 0.1, stepSizeUp: 500 });
 */
export class CyclicLR extends LRScheduler {
  constructor(optimizer: Optimizer, options: CyclicLROptions) {
    const { height, settings, bases, tops } = planOf(optimizer, options);
    const { cycleMomentum = true, baseMomentum = 0.8, maxMomentum = 0.9 } = options;
    const { lastEpoch = -1 } = options;
    const lows = perGroup("CyclicLR", "baseMomentum", baseMomentum, optimizer);
    const highs = perGroup("CyclicLR", "maxMomentum", maxMomentum, optimizer);
    if (cycleMomentum) checkMomentum("CyclicLR", optimizer, ["momentum"]);
    optimizer.paramGroups.forEach((group, i) => {
      if (lastEpoch === -1) group.lr = bases[i]!;
    });
    super(optimizer, {
      name: "CyclicLR",
      lastEpoch,
      settings: { ...settings, cycleMomentum, baseMomentum, maxMomentum },
      rate: ({ epoch, base, group, index }) => {
        const [part, scale] = height(epoch);
        const [low, high] = [lows[index]!, highs[index]!];
        if (cycleMomentum) setMomentum(group, high - (high - low) * part * scale);
        return base + (tops[index]! - base) * part * scale;
      },
    });
    this.startFrom(bases);
  }
}

// How high in its cycle a step is, from 0 to 1, and how high the cycle is.
function planOf(optimizer: Optimizer, options: CyclicLROptions) {
  const { baseLr, maxLr, stepSizeUp = 2000, stepSizeDown = stepSizeUp } = options;
  const { mode = "triangular", gamma = 1, scaleFn } = options;
  checkInteger("CyclicLR", "stepSizeUp", stepSizeUp, { low: 1 });
  checkInteger("CyclicLR", "stepSizeDown", stepSizeDown, { low: 1 });
  checkNumber("CyclicLR", "gamma", gamma, { low: 0 });
  checkChoice("CyclicLR", "mode", mode, Object.keys(scales) as (keyof typeof scales)[]);
  const own = mode === "exp_range" ? "iterations" : "cycle";
  const scaleMode = scaleFn === undefined ? own : (options.scaleMode ?? "cycle");
  checkChoice("CyclicLR", "scaleMode", scaleMode, ["cycle", "iterations"]);
  const scaleOf = scaleFn ?? ((x: number) => scales[mode](x, gamma));
  const total = stepSizeUp + stepSizeDown;
  const ratio = stepSizeUp / total;
  const height = (epoch: number): [number, number] => {
    const cycle = Math.floor(1 + epoch / total);
    const x = 1 + epoch / total - cycle;
    const part = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
    return [part, scaleOf(scaleMode === "cycle" ? cycle : epoch)];
  };
  return {
    height,
    bases: perGroup("CyclicLR", "baseLr", baseLr, optimizer),
    tops: perGroup("CyclicLR", "maxLr", maxLr, optimizer),
    settings: { baseLr, maxLr, stepSizeUp, stepSizeDown, mode, gamma, scaleMode },
  };
}
