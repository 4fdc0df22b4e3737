import type { Image } from "../sample/index.ts";
import { checkNumber } from "../util/check.ts";
import type { Rng } from "../util/rng.ts";
import { ColorTransform } from "./color-transform.ts";
import { type ColorOp, type ColorStep, colorOps, colorSteps } from "./functional/color-steps.ts";
import { checkNames, checkRange, type Range } from "./options.ts";

/** How far each adjustment goes; what is left out is not adjusted. */
export interface ColorJitterOptions {
  /** The factor's range, or `v` for `[max(0, 1 - v), 1 + v]`. */
  readonly brightness?: number | Range | undefined;
  /** The factor's range, or `v` for `[max(0, 1 - v), 1 + v]`. */
  readonly contrast?: number | Range | undefined;
  /** The factor's range, or `v` for `[max(0, 1 - v), 1 + v]`. */
  readonly saturation?: number | Range | undefined;
  /** The range of the turn within [-0.5, 0.5], or `v` for `[-v, v]`. */
  readonly hue?: number | Range | undefined;
}

type Ranges = { readonly [Op in ColorOp]: Range | undefined };

/**
 * Changes brightness, contrast, saturation and hue by random factors, in a random order (torchvision's
 * `ColorJitter`). Draws the order of all four, then a factor for each one in use. Bytes get Pillow's
 * values; floats have 1 or 3 channels.
 * @example const jittered = new ColorJitter({ brightness: 0.4, hue: 0.1 }).apply(image);
 */
export class ColorJitter extends ColorTransform<readonly ColorStep[], Ranges> {
  constructor(options: ColorJitterOptions = {}) {
    const { brightness, contrast, saturation, hue } = checkNames("ColorJitter", options, colorOps);
    super("ColorJitter", {
      brightness: rangeOf("brightness", brightness),
      contrast: rangeOf("contrast", contrast),
      saturation: rangeOf("saturation", saturation),
      hue: rangeOf("hue", hue),
    });
  }

  protected draw(rng: Rng): readonly ColorStep[] {
    const order = rng.permutation(colorOps.length);
    const steps = colorOps.map((op) => {
      const range = this.options[op];
      return range && { op, factor: rng.uniform(...range) };
    });
    return Array.from(order, (i) => steps[i]).filter((step) => step !== undefined);
  }

  protected image(image: Image, steps: readonly ColorStep[]): Image {
    return colorSteps("ColorJitter", image, steps);
  }
}

// undefined where the range holds nothing but the factor that changes nothing.
function rangeOf(op: ColorOp, given: number | Range | undefined | null): Range | undefined {
  if (given === undefined || given === null) return undefined;
  const who = "ColorJitter";
  const middle = op === "hue" ? 0 : 1;
  const limits = op === "hue" ? { low: -0.5, high: 0.5 } : { low: 0 };
  let range: Range;
  if (Array.isArray(given)) range = checkRange(who, op, given as unknown as Range, limits);
  else {
    const v = checkNumber(who, op, given, op === "hue" ? { low: 0, high: 0.5 } : { low: 0 });
    range = op === "hue" ? [-v, v] : [Math.max(0, 1 - v), 1 + v];
  }
  return range[0] === middle && range[1] === middle ? undefined : range;
}
