import type { Image } from "../sample/index.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { permuteChannels } from "./functional/permute-channels.ts";
import type { PictureFacts } from "./parts.ts";

/**
 * Puts the channels in a random order, the same for all pictures of a sample (torchvision's
 * `RandomChannelPermutation`). Draws one permutation. Throws if the pictures' shapes differ.
 * @example const shuffled = new RandomChannelPermutation().apply(image);
 */
export class RandomChannelPermutation extends ColorTransform<readonly number[]> {
  constructor() {
    super("RandomChannelPermutation", {});
  }

  protected draw(rng: Rng, look: () => PictureFacts): readonly number[] {
    return Array.from(rng.permutation(look().channels));
  }

  protected image(image: Image, permutation: readonly number[]): Image {
    return permuteChannels(image, permutation);
  }
}
