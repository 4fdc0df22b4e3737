import type { Rng } from "../util/rng.ts";
import type { Size } from "./canvas.ts";
import type { Image } from "./image.ts";

/** A rectangle of pixels inside a picture. */
export interface PixelWindow {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The crop that a transform of pictures begins with, drawn but not done: who decodes a picture need not
 * decode the rest of it.
 */
export interface FirstCrop {
  /** The rectangle for a picture of this size; to be called once. */
  window(size: Size): PixelWindow;
  /** All that the transform does after that, to the rectangle's pixels. */
  rest(image: Image, rng: Rng): unknown;
}

/** A transform that may begin with a crop. `firstCrop(rng)` then `window` draw what `apply` would draw. */
export interface CropsFirst {
  firstCrop(rng: Rng): FirstCrop | undefined;
}
