import { Image, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { functional, type TransformJson } from "../transforms/index.ts";
import { eachLeaf } from "../transforms/tree.ts";

/** Mean and standard deviation, one value or one for each channel. */
export interface Statistics {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/**
 * All pictures in what a pipeline made, in order, as images of bytes: frames of videos, pictures of
 * tensors `[c, h, w]` and `[n, c, h, w]`. Float tensors that were normalised by `statistics` are first
 * moved back; what is beyond 0..1 then is cut.
 */
export function picturesOf(result: unknown, statistics?: Statistics): Image[] {
  const found: Image[] = [];
  const add = (picture: Image | Video, given?: Statistics) => {
    const frames = picture instanceof Video ? picture.frames : [picture];
    found.push(...frames.map((frame) => inBytes(frame, given)));
  };
  eachLeaf(result, (leaf) => {
    if (leaf instanceof Image || leaf instanceof Video) add(leaf);
    else if (leaf instanceof Tensor && leaf.shape.length >= 3)
      add(functional.toImage(leaf), statistics);
  });
  return found;
}

/** What the last normalising step of a pipeline was told, if there is one. */
export function statisticsOf({ options }: TransformJson): Statistics | undefined {
  const steps = options["transforms"];
  if (Array.isArray(steps))
    return steps.map(statisticsOf).findLast((statistics) => statistics !== undefined);
  const { mean, std } = options;
  return Array.isArray(mean) && Array.isArray(std) ? { mean, std } : undefined;
}

// x * std + mean, times 255
function inBytes(image: Image, { mean, std }: Statistics = { mean: [0], std: [1] }): Image {
  const { data, width, height, channels } = image;
  if (data instanceof Uint8Array) return image;
  const bytes = Uint8ClampedArray.from(data, (value, i) => {
    const c = i % channels;
    return 255 * (value * (std[c] ?? std[0]!) + (mean[c] ?? mean[0]!));
  });
  return new Image(new Uint8Array(bytes.buffer), { width, height, channels });
}
