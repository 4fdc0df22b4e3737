import type { CropsFirst, FirstCrop } from "../sample/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import { fuse } from "./fuse.ts";
import { checkSteps, type Step, takeStep } from "./steps.ts";
import { Transform } from "./transform.ts";

/**
 * Transforms one after the other (torchvision's `Compose`), all drawing from one generator in the
 * order written. Functions are steps too, but a pipeline with one has no JSON form.
 * @example const pipeline = new Compose([new Resize(256), new CenterCrop(224), new ToTensor()]);
 */
export class Compose extends Transform<{ transforms: readonly Step[] }> implements CropsFirst {
  // What runs: neighbours that can be done in one pass are, with the same result.
  readonly #steps: readonly Step[];

  constructor(transforms: readonly Step[]) {
    super("Compose", { transforms: checkSteps("Compose", transforms) });
    this.#steps = fuse(this.options.transforms);
  }

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    let current: unknown = sample;
    for (const step of this.#steps) current = takeStep(step, current, rng);
    return current as Result;
  }

  /** The crop of the first transform by itself, if it has one, for who decodes pictures. */
  firstCrop(rng: Rng): FirstCrop | undefined {
    const [first, ...others] = this.#steps;
    const crop = (first as Partial<CropsFirst> | undefined)?.firstCrop?.(rng);
    if (crop === undefined) return undefined;
    return {
      window: crop.window,
      rest: (image, rng) =>
        others.reduce<unknown>((value, step) => takeStep(step, value, rng), crop.rest(image, rng)),
    };
  }
}
