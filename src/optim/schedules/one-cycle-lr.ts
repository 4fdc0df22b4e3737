import { checkChoice, checkInteger, checkNumber, checkProbability } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { Optimizer } from "../optimizer.ts";
import { LRScheduler } from "./lr-scheduler.ts";
import { checkMomentum, perGroup, setMomentum } from "./momentum.ts";

/** Settings of `OneCycleLR`. */
export interface OneCycleLROptions {
  /** The highest rate, or one a group. */
  readonly maxLr: number | readonly number[];
  /** All steps; or pass `epochs` and `stepsPerEpoch`. */
  readonly totalSteps?: number;
  readonly epochs?: number;
  readonly stepsPerEpoch?: number;
  /** The share of the steps in which the rate rises. Default 0.3. */
  readonly pctStart?: number;
  /** Default "cos". */
  readonly annealStrategy?: keyof typeof anneal;
  /** Whether momentum falls while the rate rises. Default true. */
  readonly cycleMomentum?: boolean;
  /** The lowest momentum, or one a group. Default 0.85. */
  readonly baseMomentum?: number | readonly number[];
  /** The highest momentum, or one a group. Default 0.95. */
  readonly maxMomentum?: number | readonly number[];
  /** The first rate is `maxLr / divFactor`. Default 25. */
  readonly divFactor?: number;
  /** The last rate is the first over this. Default 10000. */
  readonly finalDivFactor?: number;
  /** Whether the rate falls back to the first one before it falls to the last. Default false. */
  readonly threePhase?: boolean;
  readonly lastEpoch?: number;
}

const anneal = {
  cos: (start: number, end: number, share: number) =>
    end + ((start - end) / 2) * (Math.cos(Math.PI * share) + 1),
  linear: (start: number, end: number, share: number) => (end - start) * share + start,
};

type Rate = "first" | "max" | "last";
type Momentum = "low" | "high";

interface Phase {
  readonly end: number;
  readonly rates: readonly [Rate, Rate];
  readonly momenta: readonly [Momentum, Momentum];
}

/**
 * Lets the rate rise to `maxLr` and fall far below its start, once (Smith and Topin 2017). One step a batch.
 * `torch.optim.lr_scheduler.OneCycleLR`.
 * @example const schedule = new OneCycleLR(optimizer, { maxLr: 0.1, epochs: 10, stepsPerEpoch: 500 });
 */
export class OneCycleLR extends LRScheduler {
  constructor(optimizer: Optimizer, options: OneCycleLROptions) {
    const { annealStrategy = "cos", cycleMomentum = true, lastEpoch = -1 } = options;
    const total = stepsOf(options);
    const phases = phasesOf(options, total);
    const rates = ratesOf(optimizer, options);
    const momenta = momentaOf(optimizer, options);
    checkChoice("OneCycleLR", "annealStrategy", annealStrategy, ["cos", "linear"]);
    const between = anneal[annealStrategy];
    if (cycleMomentum) checkMomentum("OneCycleLR", optimizer, ["momentum", "betas"]);
    optimizer.paramGroups.forEach((group, i) => {
      if (lastEpoch === -1) group.initialLr = rates[i]!.first;
    });
    const { lastEpoch: _, ...settings } = options;
    super(optimizer, {
      name: "OneCycleLR",
      lastEpoch,
      settings: { ...settings },
      rate: ({ epoch, group, index }) => {
        const [phase, share] = phaseAt(phases, epoch, total);
        const [lr, momentum] = [rates[index]!, momenta[index]!];
        const [start, end] = phase.momenta;
        if (cycleMomentum) setMomentum(group, between(momentum[start], momentum[end], share));
        return between(lr[phase.rates[0]], lr[phase.rates[1]], share);
      },
    });
  }
}

function phaseAt(phases: readonly Phase[], epoch: number, total: number): [Phase, number] {
  if (epoch > total) {
    const hint = "make the schedule for more steps";
    throw expected("OneCycleLR.step", `at most ${total} steps`, epoch + 1, hint);
  }
  const found = phases.findIndex(({ end }) => epoch <= end);
  const i = found === -1 ? phases.length - 1 : found;
  const begin = i === 0 ? 0 : phases[i - 1]!.end;
  const { end } = phases[i]!;
  // A phase without length is at its end at once; PyTorch divides by zero there.
  return [phases[i]!, end === begin ? 1 : (epoch - begin) / (end - begin)];
}

function phasesOf({ pctStart = 0.3, threePhase = false }: OneCycleLROptions, total: number) {
  checkProbability("OneCycleLR", pctStart, "pctStart");
  const end = pctStart * total - 1;
  const rise: Phase = { end, rates: ["first", "max"], momenta: ["high", "low"] };
  const last = total - 1;
  const phases: Phase[] = threePhase
    ? [
        rise,
        { end: 2 * pctStart * total - 2, rates: ["max", "first"], momenta: ["low", "high"] },
        { end: last, rates: ["first", "last"], momenta: ["high", "high"] },
      ]
    : [rise, { end: last, rates: ["max", "last"], momenta: ["low", "high"] }];
  return phases;
}

function stepsOf({ totalSteps, epochs, stepsPerEpoch }: OneCycleLROptions): number {
  if (totalSteps !== undefined)
    return checkInteger("OneCycleLR", "totalSteps", totalSteps, { low: 1 });
  if (epochs === undefined || stepsPerEpoch === undefined) {
    const what = "totalSteps, or epochs and stepsPerEpoch";
    throw expected("OneCycleLR", what, { epochs, stepsPerEpoch }, "pass totalSteps");
  }
  checkInteger("OneCycleLR", "epochs", epochs, { low: 1 });
  return epochs * checkInteger("OneCycleLR", "stepsPerEpoch", stepsPerEpoch, { low: 1 });
}

function ratesOf(optimizer: Optimizer, options: OneCycleLROptions) {
  const { maxLr, divFactor = 25, finalDivFactor = 1e4, lastEpoch = -1 } = options;
  for (const [name, value] of Object.entries({ divFactor, finalDivFactor })) {
    checkNumber("OneCycleLR", name, value, { low: Number.MIN_VALUE });
  }
  return perGroup("OneCycleLR", "maxLr", maxLr, optimizer).map((max, i) => {
    const known = lastEpoch === -1 ? undefined : optimizer.paramGroups[i]!.initialLr;
    const first = known ?? max / divFactor;
    return { first, max, last: first / finalDivFactor };
  });
}

function momentaOf(optimizer: Optimizer, options: OneCycleLROptions) {
  const { baseMomentum = 0.85, maxMomentum = 0.95 } = options;
  const highs = perGroup("OneCycleLR", "maxMomentum", maxMomentum, optimizer);
  const lows = perGroup("OneCycleLR", "baseMomentum", baseMomentum, optimizer);
  return lows.map((low, i) => ({ low, high: highs[i]! }));
}
