import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { commonPicture, isPicture, mapPixels, type PictureFacts } from "./parts.ts";
import { Transform } from "./transform.ts";
import { eachLeaf, mapLeaves } from "./tree.ts";

/**
 * A transform of samples with one picture and no boxes, masks or key points: it may both move things
 * and change their colours, so that only a class label keeps its meaning. Frames of a video, and
 * pictures of a tensor `[..., c, h, w]`, get the same `Params`.
 */
export abstract class SinglePictureTransform<
  Params,
  Options extends object = object,
> extends Transform<Options> {
  /** The parameters of one sample, for a picture of 1 or 3 channels. */
  protected abstract draw(rng: Rng, facts: PictureFacts): Params;
  protected abstract image(image: Image, params: Params): Image;

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    const params = this.draw(rng, onePicture(this.name, sample));
    const change = (image: Image) => this.image(image, params);
    return mapLeaves(sample, (leaf) => mapPixels(this.name, leaf, change)) as Result;
  }
}

/** The shape of the one picture; throws on more, on none, on alpha, and on parts with a place. */
export function onePicture(who: string, sample: unknown): PictureFacts {
  let count = 0;
  eachLeaf(sample, (leaf) => {
    const placed = [BoundingBoxes, Mask, KeyPoints].some((kind) => leaf instanceof kind);
    if (placed) {
      const hint = "it may move the picture without them: use geometric transforms instead";
      throw expected(who, "a sample without boxes, masks and key points", leaf, hint);
    }
    if (leaf instanceof Image || leaf instanceof Video) count++;
    else if (leaf instanceof Tensor && isPicture(leaf)) count++;
  });
  const facts = commonPicture(who, sample);
  if (count > 1)
    throw expected(who, "one picture or video in a sample", count, "apply it to each by itself");
  const { channels } = facts;
  if (channels !== 1 && channels !== 3)
    throw expected(who, "1 or 3 channels", channels, "drop the alpha channel first");
  return facts;
}
