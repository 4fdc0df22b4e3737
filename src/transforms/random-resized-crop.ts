import type { CropsFirst, FirstCrop, Image, Size } from "../sample/index.ts";
import type { Rng } from "../util/rng.ts";
import { roundHalfEven } from "../util/round-half-even.ts";
import type { Rectangle } from "./functional/crop.ts";
import { checkResize, type ResizeOptions } from "./functional/resize-options.ts";
import { resizedCrop } from "./functional/resized-crop.ts";
import { checkRange, checkSize, type Range, type SizeOption } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** What `RandomResizedCrop` draws from, and how it resizes. */
export interface RandomResizedCropOptions extends Omit<ResizeOptions, "maxSize"> {
  /** The crop's share of the picture's area. Default [0.08, 1]. */
  readonly scale?: Range;
  /** The crop's width over its height. Default [3/4, 4/3]. */
  readonly ratio?: Range;
}

interface Options extends Required<RandomResizedCropOptions> {
  readonly size: Size;
}

const TRIES = 10;

/**
 * Cuts a rectangle of random area and shape out of all parts and resizes it (torchvision's
 * `RandomResizedCrop`): a number is a square. Draws area and shape, up to ten times until the rectangle
 * fits, then top and left; if none fits, the largest middle of an allowed shape is taken.
 * @example const view = new RandomResizedCrop(224, { scale: [0.5, 1] }).apply(image);
 */
export class RandomResizedCrop extends PartTransform<Rectangle, Options> implements CropsFirst {
  constructor(
    size: SizeOption,
    {
      scale = [0.08, 1],
      ratio = [3 / 4, 4 / 3],
      interpolation = "bilinear",
      antialias = true,
    }: RandomResizedCropOptions = {},
  ) {
    const who = "RandomResizedCrop";
    const target = checkSize(who, size);
    checkResize(who, target, { interpolation, antialias });
    super(who, {
      size: target,
      scale: checkRange(who, "scale", scale, { low: 0 }),
      ratio: checkRange(who, "ratio", ratio, { low: Number.MIN_VALUE }),
      interpolation,
      antialias,
    });
  }

  protected draw(rng: Rng, size: () => Size): Rectangle {
    const [height, width] = size();
    const { scale, ratio } = this.options;
    // torch keeps the logarithms, and what is drawn between them, as float32
    const [logLow, logHigh] = [
      Math.fround(Math.log(Math.fround(ratio[0]))),
      Math.fround(Math.log(Math.fround(ratio[1]))),
    ];
    for (let i = 0; i < TRIES; i++) {
      const area = height * width * rng.uniform(scale[0], scale[1]);
      const shape = Math.fround(Math.exp(rng.uniform(logLow, logHigh)));
      const w = roundHalfEven(Math.sqrt(area * shape));
      const h = roundHalfEven(Math.sqrt(area / shape));
      if (!(w > 0 && w <= width && h > 0 && h <= height)) continue;
      const top = rng.int(0, height - h + 1);
      return { top, left: rng.int(0, width - w + 1), height: h, width: w };
    }
    return middleOf(height, width, ratio);
  }

  /** The crop by itself, for who decodes pictures; `rest` resizes. */
  firstCrop(rng: Rng): FirstCrop {
    return {
      window: (size) => this.draw(rng, () => size),
      rest: (image: Image) => {
        const { height, width } = image;
        return this.part(image, { top: 0, left: 0, height, width });
      },
    };
  }

  protected part<Part extends GeometricPart>(part: Part, rectangle: Rectangle): Part {
    return resizedCrop(part, rectangle, this.options.size, this.options);
  }
}

// The largest middle whose width over height is in [low, high].
function middleOf(height: number, width: number, [low, high]: Range): Rectangle {
  const shape = width / height;
  const h = shape < low ? Math.min(height, Math.max(1, roundHalfEven(width / low))) : height;
  const w = shape > high ? Math.min(width, Math.max(1, roundHalfEven(height * high))) : width;
  return {
    top: Math.floor((height - h) / 2),
    left: Math.floor((width - w) / 2),
    height: h,
    width: w,
  };
}
