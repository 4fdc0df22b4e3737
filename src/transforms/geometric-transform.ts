import type { BoundingBoxes, Image, KeyPoints, Mask, Size } from "../sample/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import type { Rng } from "../util/rng.ts";
import { commonSize, mapPart } from "./parts.ts";
import { Transform } from "./transform.ts";
import { mapLeaves } from "./tree.ts";

/**
 * A transform that moves things on the canvas. `draw` takes its random numbers once for a sample;
 * then every part gets the same `Params`: image, boxes, mask and key points are compulsory, videos
 * go frame by frame and tensors `[..., c, h, w]` picture by picture through `image`.
 */
export abstract class GeometricTransform<
  Params,
  Options extends object = object,
> extends Transform<Options> {
  /**
   * The parameters of one sample, or `null` to leave the sample as it is. `size()` is the one
   * `[height, width]` of all parts; it throws if they differ, so ask only where it matters. Few
   * transforms look at the sample itself.
   */
  protected abstract draw(rng: Rng, size: () => Size, sample: unknown): Params | null;
  protected abstract image(image: Image, params: Params): Image;
  protected abstract boxes(boxes: BoundingBoxes, params: Params): BoundingBoxes;
  protected abstract mask(mask: Mask, params: Params): Mask;
  protected abstract keyPoints(points: KeyPoints, params: Params): KeyPoints;

  /** True where `image` treats each channel by itself, and all alike; tensors are faster then. */
  protected readonly eachChannel: boolean = false;

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    const params = this.draw(rng, () => commonSize(this.name, sample), sample);
    if (params === null) return sample as unknown as Result;
    const handlers = {
      eachChannel: this.eachChannel,
      image: (image: Image) => this.image(image, params),
      boxes: (boxes: BoundingBoxes) => this.boxes(boxes, params),
      mask: (mask: Mask) => this.mask(mask, params),
      keyPoints: (points: KeyPoints) => this.keyPoints(points, params),
    };
    return mapLeaves(sample, (leaf) => mapPart(this.name, leaf, handlers)) as Result;
  }
}
