import { checkChoice } from "../util/check.ts";
import { pad } from "./functional/pad.ts";
import { type PaddingMode, paddingModes } from "./kernels/indices.ts";
import {
  checkFillOption,
  checkPadding,
  type FillOption,
  fillFor,
  type Padding,
} from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** How `Pad` fills the border. */
export interface PadTransformOptions {
  /** The border's value, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption;
  /** Default "constant"; boxes and key points take no other. */
  readonly paddingMode?: PaddingMode;
}

type Sides = readonly [left: number, top: number, right: number, bottom: number];

interface Options extends Required<PadTransformOptions> {
  readonly padding: Sides;
}

/**
 * Adds a border to all parts (torchvision's `Pad`): one number, `[x, y]` or `[left, top, right,
 * bottom]` in pixels.
 * @example const wide = new Pad([4, 0], { paddingMode: "reflect" }).apply(image);
 */
export class Pad extends PartTransform<Sides, Options> {
  constructor(padding: Padding, { fill = 0, paddingMode = "constant" }: PadTransformOptions = {}) {
    const { left, top, right, bottom } = checkPadding("Pad", padding);
    super("Pad", {
      padding: [left, top, right, bottom],
      fill: checkFillOption("Pad", fill),
      paddingMode: checkChoice("Pad", "paddingMode", paddingMode, paddingModes),
    });
  }

  protected draw(): Sides {
    return this.options.padding;
  }

  protected part<Part extends GeometricPart>(part: Part, padding: Sides): Part {
    const { fill, paddingMode } = this.options;
    return pad(part, padding, { fill: fillFor(fill, part), paddingMode });
  }
}
