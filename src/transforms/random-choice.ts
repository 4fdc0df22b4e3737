import { checkNumber } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { checkSteps, type Step, takeStep } from "./steps.ts";
import { Transform } from "./transform.ts";

interface Options {
  readonly transforms: readonly Step[];
  readonly p: readonly number[];
}

/**
 * One of its transforms, drawn with the weights `p`, all alike by default (torchvision's
 * `RandomChoice`).
 * @example const either = new RandomChoice([new Resize(16), new CenterCrop(16)], { p: [2, 1] });
 */
export class RandomChoice extends Transform<Options> {
  constructor(transforms: readonly Step[], { p }: { readonly p?: readonly number[] } = {}) {
    const steps = checkSteps("RandomChoice", transforms, 1);
    const weights = p ?? steps.map(() => 1);
    if (!Array.isArray(weights) || weights.length !== steps.length) {
      const what = `${steps.length} weights, one for each transform`;
      throw expected("RandomChoice", what, p, "pass as many numbers as transforms");
    }
    for (const weight of weights) checkNumber("RandomChoice", "p", weight, { low: 0 });
    const total = weights.reduce((a, b) => a + b, 0);
    if (total === 0)
      throw expected("RandomChoice", "a weight above 0", weights, "no transform could be drawn");
    super("RandomChoice", { transforms: steps, p: weights.map((weight) => weight / total) });
  }

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    const step = this.options.transforms[rng.choice(this.options.p)]!;
    return takeStep(step, sample, rng) as Result;
  }
}
