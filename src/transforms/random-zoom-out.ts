import type { Size } from "../sample/index.ts";
import { checkProbability } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { pad } from "./functional/pad.ts";
import {
  checkFillOption,
  checkRange,
  type FillOption,
  fillFor,
  happens,
  type Range,
} from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** What `RandomZoomOut` draws from, and how it fills. */
export interface RandomZoomOutOptions {
  /** The border's value, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption;
  /** How many times as long the new edges are. Default [1, 4]. */
  readonly sideRange?: Range;
  /** Default 0.5. */
  readonly p?: number;
}

type Border = readonly [left: number, top: number, right: number, bottom: number];

const f = Math.fround;

/**
 * Puts the sample at a random place on a larger canvas, with probability `p` (torchvision's
 * `RandomZoomOut`). Draws whether, the canvas's size, then left and top together.
 * @example const far = new RandomZoomOut({ sideRange: [1, 2], fill: 127 }).apply(image);
 */
export class RandomZoomOut extends PartTransform<Border, Required<RandomZoomOutOptions>> {
  constructor({ fill = 0, sideRange = [1, 4], p = 0.5 }: RandomZoomOutOptions = {}) {
    super("RandomZoomOut", {
      fill: checkFillOption("RandomZoomOut", fill),
      sideRange: checkRange("RandomZoomOut", "sideRange", sideRange, { low: 1 }),
      p: checkProbability("RandomZoomOut", p),
    });
  }

  // torch works on float32 tensors from the draws on
  protected draw(rng: Rng, size: () => Size): Border | null {
    const [height, width] = size();
    const { sideRange, p } = this.options;
    if (!happens(rng, p)) return null;
    const side = f(f(sideRange[0]) + f(rng.next() * f(sideRange[1] - sideRange[0])));
    const [canvasHeight, canvasWidth] = [Math.trunc(f(height * side)), Math.trunc(f(width * side))];
    const left = Math.trunc(f((canvasWidth - width) * rng.next()));
    const top = Math.trunc(f((canvasHeight - height) * rng.next()));
    return [left, top, canvasWidth - width - left, canvasHeight - height - top];
  }

  protected part<Part extends GeometricPart>(part: Part, border: Border): Part {
    return pad(part, border, { fill: fillFor(this.options.fill, part) });
  }
}
