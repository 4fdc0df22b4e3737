import { Image, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { expected } from "../util/errors.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { checkStatistics, normalize } from "./functional/normalize.ts";
import { isPicture } from "./parts.ts";

/**
 * `(x - mean) / std` for each channel of float32 tensors `[..., c, h, w]` (torchvision's
 * `Normalize`); tensors of fewer dimensions are labels and pass. `mean` and `std` have one value, or
 * one for each channel. Throws on std 0, on tensors of other types, and on images: put `ToTensor` first.
 * @example const y = new Normalize([0.5], [0.5]).apply(x); // 0..1 becomes -1..1
 */
export class Normalize extends ConversionTransform<{
  mean: readonly number[];
  std: readonly number[];
}> {
  constructor(mean: readonly number[], std: readonly number[]) {
    checkStatistics("Normalize", mean, std);
    super("Normalize", { mean: [...mean], std: [...std] });
  }

  protected convert(leaf: unknown): unknown {
    if (leaf instanceof Image || leaf instanceof Video)
      throw expected("Normalize", "tensors, not images", leaf, "put ToTensor before it");
    if (!(leaf instanceof Tensor && isPicture(leaf))) return leaf;
    return normalize(leaf, this.options.mean, this.options.std);
  }
}
