import type { Image } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkProbability } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { roundHalfEven } from "../util/round-half-even.ts";
import { ColorTransform } from "./color-transform.ts";
import type { Rectangle } from "./functional/crop.ts";
import { checkValue, erase } from "./functional/erase.ts";
import { normalNoise } from "./kernels/normal-noise.ts";
import { checkRange, type Fill, happens, type Range } from "./options.ts";
import type { PictureFacts } from "./parts.ts";

/** What `RandomErasing` draws from, and what it writes. */
export interface RandomErasingOptions {
  /** The probability. Default 0.5. */
  readonly p?: number;
  /** The rectangle's share of the picture's area, within 0..1. Default [0.02, 0.33]. */
  readonly scale?: Range;
  /** The rectangle's height over its width. Default [0.3, 3.3]. */
  readonly ratio?: Range;
  /** One number, one for each channel, or "random": a normal value for each number. Default 0. */
  readonly value?: Fill | "random";
}

interface Params {
  readonly rectangle: Rectangle;
  readonly value: Fill | Tensor;
}

const TRIES = 10;

/**
 * Writes over a rectangle of random place, area and shape in all pictures, with probability `p`
 * (torchvision's `RandomErasing`); boxes, masks and key points pass. Draws whether, then area and
 * shape, up to ten times until the rectangle is smaller than the picture, then the values if they are
 * random, then top and left; if none fits, nothing is changed. Throws if the pictures' shapes differ.
 * @example const hidden = new RandomErasing({ p: 1, value: "random" }).apply(tensor);
 */
export class RandomErasing extends ColorTransform<Params, Required<RandomErasingOptions>> {
  constructor({
    p = 0.5,
    scale = [0.02, 0.33],
    ratio = [0.3, 3.3],
    value = 0,
  }: RandomErasingOptions = {}) {
    const who = "RandomErasing";
    super(who, {
      p: checkProbability(who, p),
      scale: checkRange(who, "scale", scale, { low: 0, high: 1 }),
      ratio: checkRange(who, "ratio", ratio, { low: Number.MIN_VALUE }),
      value: value === "random" ? value : checkValue(who, value),
    });
  }

  protected draw(rng: Rng, look: () => PictureFacts): Params | null {
    const { p, scale, ratio, value } = this.options;
    if (!happens(rng, p)) return null;
    const { height, width, channels } = look();
    if (typeof value === "object" && value.length !== 1 && value.length !== channels) {
      const what = `one value or ${channels}, one for each channel`;
      throw expected("RandomErasing", what, value, "match the pictures' channels");
    }
    // torch keeps the logarithms, and what is drawn between them, as float32
    const [low, high] = ratio.map((bound) => Math.fround(Math.log(Math.fround(bound))));
    for (let i = 0; i < TRIES; i++) {
      const area = height * width * rng.uniform(...scale);
      const shape = Math.fround(Math.exp(rng.uniform(low!, high!)));
      const h = roundHalfEven(Math.sqrt(area * shape));
      const w = roundHalfEven(Math.sqrt(area / shape));
      if (h >= height || w >= width) continue;
      const written = value === "random" ? normals(rng, [channels, h, w]) : value;
      const top = rng.int(0, height - h + 1);
      const left = rng.int(0, width - w + 1);
      return { rectangle: { top, left, height: h, width: w }, value: written };
    }
    return null;
  }

  protected image(image: Image, { rectangle, value }: Params): Image {
    return erase(image, rectangle, value);
  }
}

function normals(rng: Rng, shape: readonly [number, number, number]): Tensor {
  return Tensor.fromData(normalNoise(shape[0] * shape[1] * shape[2], rng), shape);
}
