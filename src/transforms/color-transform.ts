import type { Image } from "../sample/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import { commonPicture, mapPixels, type PictureFacts } from "./parts.ts";
import { Transform } from "./transform.ts";
import { mapLeaves } from "./tree.ts";

/**
 * A transform that changes pixel values in place: images, videos frame by frame, and tensors
 * `[..., c, h, w]` picture by picture; boxes, masks and key points pass by their type. `draw` takes
 * its random numbers once for a sample.
 */
export abstract class ColorTransform<
  Params,
  Options extends object = object,
> extends Transform<Options> {
  readonly #eachChannel: boolean;

  /** `eachChannel`: `image` treats each channel by itself and all alike, which saves tensors time. */
  constructor(
    name: string,
    options: Options,
    { eachChannel = false }: { readonly eachChannel?: boolean } = {},
  ) {
    super(name, options);
    this.#eachChannel = eachChannel;
  }

  /**
   * The parameters of one sample, or `null` to leave the sample as it is. `look()` is the one height,
   * width and channel count of all pictures; it throws if they differ, so ask only where it matters.
   */
  protected abstract draw(rng: Rng, look: () => PictureFacts): Params | null;
  protected abstract image(image: Image, params: Params): Image;

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    const params = this.draw(rng, () => commonPicture(this.name, sample));
    if (params === null) return sample as unknown as Result;
    const change = (image: Image) => this.image(image, params);
    return mapLeaves(sample, (leaf) =>
      mapPixels(this.name, leaf, change, this.#eachChannel),
    ) as Result;
  }
}
