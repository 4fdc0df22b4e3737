import { checkProbability } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import { happens } from "./options.ts";
import { checkSteps, type Step, takeStep } from "./steps.ts";
import { Transform } from "./transform.ts";

interface Options {
  readonly transforms: readonly Step[];
  readonly p: number;
}

/**
 * All of its transforms one after the other, or none of them: with probability `p`, 0.5 by default
 * (torchvision's `RandomApply`). One draw before those of the transforms.
 * @example const mayBeSmall = new RandomApply([new Resize(16)], { p: 0.3 });
 */
export class RandomApply extends Transform<Options> {
  constructor(transforms: readonly Step[], { p = 0.5 }: { readonly p?: number } = {}) {
    const steps = checkSteps("RandomApply", transforms, 1);
    super("RandomApply", { transforms: steps, p: checkProbability("RandomApply", p) });
  }

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    let current: unknown = sample;
    if (!happens(rng, this.options.p)) return current as Result;
    for (const step of this.options.transforms) current = takeStep(step, current, rng);
    return current as Result;
  }
}
