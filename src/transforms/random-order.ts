import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import { checkSteps, type Step, takeStep } from "./steps.ts";
import { Transform } from "./transform.ts";

/**
 * All of its transforms, in an order drawn for each sample (torchvision's `RandomOrder`).
 * @example const mixed = new RandomOrder([new RandomCrop(16), new RandomHorizontalFlip()]);
 */
export class RandomOrder extends Transform<{ transforms: readonly Step[] }> {
  constructor(transforms: readonly Step[]) {
    super("RandomOrder", { transforms: checkSteps("RandomOrder", transforms, 1) });
  }

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    let current: unknown = sample;
    const { transforms } = this.options;
    for (const i of rng.permutation(transforms.length))
      current = takeStep(transforms[i]!, current, rng);
    return current as Result;
  }
}
