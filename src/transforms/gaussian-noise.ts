import { Image, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import {
  checkNoise,
  type GaussianNoiseOptions,
  gaussianNoise,
} from "./functional/gaussian-noise.ts";
import { isPicture } from "./parts.ts";
import { Transform } from "./transform.ts";
import { mapLeaves } from "./tree.ts";

/**
 * Adds normal noise to images, videos and picture tensors (torchvision's `GaussianNoise`), as
 * `gaussianNoise` does; the other parts pass. Each picture gets noise of its own, drawn in the order of
 * the sample's leaves: one value for each number.
 * @example const grainy = new GaussianNoise({ sigma: 0.05 }).apply(image);
 */
export class GaussianNoise extends Transform<Required<GaussianNoiseOptions>> {
  constructor(options: GaussianNoiseOptions = {}) {
    super("GaussianNoise", checkNoise("GaussianNoise", options));
  }

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    return mapLeaves(sample, (leaf) =>
      leaf instanceof Image || leaf instanceof Video || (leaf instanceof Tensor && isPicture(leaf))
        ? gaussianNoise(leaf, this.options, rng)
        : leaf,
    ) as Result;
  }
}
