import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { Transform } from "./transform.ts";

/** A step of a pipeline: a transform, or a function of the sample (and the generator). */
export type Step = Transform | ((sample: never, rng: Rng) => unknown);

/**
 * Transforms one after the other (torchvision's `Compose`), all drawing from one generator in the
 * order written. Functions are steps too, but a pipeline with one has no JSON form.
 * @example const pipeline = new Compose([new Resize(256), new CenterCrop(224), new ToTensor()]);
 */
export class Compose extends Transform<{ transforms: readonly Step[] }> {
  constructor(transforms: readonly Step[]) {
    const what = "a list of transforms and functions";
    if (!Array.isArray(transforms))
      throw expected("Compose", what, transforms, "pass [first, second]");
    const bad = transforms.findIndex((t) => !(t instanceof Transform || typeof t === "function"));
    if (bad >= 0)
      throw expected("Compose", what, transforms[bad], `transforms[${bad}] is neither of them`);
    super("Compose", { transforms: Object.freeze([...transforms]) });
  }

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    let current: unknown = sample;
    for (const step of this.options.transforms)
      current = step instanceof Transform ? step.apply(current, rng) : step(current as never, rng);
    return current as Result;
  }
}
