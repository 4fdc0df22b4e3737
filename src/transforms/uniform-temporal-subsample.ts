import { Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { uniformTemporalSubsample } from "./functional/uniform-temporal-subsample.ts";

/**
 * `numSamples` frames of each video and each tensor `[..., t, c, h, w]`, spread evenly from the first to
 * the last (torchvision's `UniformTemporalSubsample`); all else passes, tensors of fewer dimensions too.
 * @example const clip = new UniformTemporalSubsample(8).apply({ video, label: 3 });
 */
export class UniformTemporalSubsample extends ConversionTransform<{ numSamples: number }> {
  constructor(numSamples: number) {
    const who = "UniformTemporalSubsample";
    super(who, { numSamples: checkInteger(who, "numSamples", numSamples, { low: 1 }) });
  }

  protected convert(leaf: unknown): unknown {
    const moving = leaf instanceof Video || (leaf instanceof Tensor && leaf.shape.length >= 4);
    return moving ? uniformTemporalSubsample(leaf, this.options.numSamples) : leaf;
  }
}
