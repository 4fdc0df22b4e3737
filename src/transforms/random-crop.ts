import type { Size } from "../sample/index.ts";
import { checkChoice } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { crop, type Rectangle } from "./functional/crop.ts";
import { pad } from "./functional/pad.ts";
import { type PaddingMode, paddingModes } from "./kernels/indices.ts";
import {
  checkFillOption,
  checkPadding,
  checkSize,
  type FillOption,
  fillFor,
  type Padding,
  type SizeOption,
} from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** What `RandomCrop` does before it cuts. */
export interface RandomCropOptions {
  /** A border added first: one number, `[x, y]` or `[left, top, right, bottom]`. */
  readonly padding?: Padding | undefined;
  /** Add what the image lacks, on both sides, if it is smaller than the crop. Default false. */
  readonly padIfNeeded?: boolean;
  /** The border's value, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption;
  /** Default "constant"; boxes and key points take no other. */
  readonly paddingMode?: PaddingMode;
}

interface Options extends Required<Omit<RandomCropOptions, "padding">> {
  readonly size: Size;
  readonly padding: readonly [number, number, number, number] | undefined;
}

interface Params {
  readonly border: readonly [number, number, number, number];
  readonly rectangle: Rectangle;
}

/**
 * Cuts a rectangle at a random place, the same out of all parts (torchvision's `RandomCrop`). Draws
 * top, then left, each only where there is a choice. Throws if the crop is larger than the padded
 * sample, and if the parts' sizes differ.
 * @example const cut = new RandomCrop(32, { padding: 4 }).apply(image);
 */
export class RandomCrop extends PartTransform<Params, Options> {
  constructor(
    size: SizeOption,
    { padding, padIfNeeded = false, fill = 0, paddingMode = "constant" }: RandomCropOptions = {},
  ) {
    const who = "RandomCrop";
    if (typeof padIfNeeded !== "boolean")
      throw expected(who, "padIfNeeded true or false", padIfNeeded, "pass a boolean");
    const sides = padding === undefined ? undefined : checkPadding(who, padding);
    super(who, {
      size: checkSize(who, size),
      padding: sides && [sides.left, sides.top, sides.right, sides.bottom],
      padIfNeeded,
      fill: checkFillOption(who, fill),
      paddingMode: checkChoice(who, "paddingMode", paddingMode, paddingModes),
    });
  }

  protected draw(rng: Rng, size: () => Size): Params {
    const { padding = [0, 0, 0, 0], padIfNeeded } = this.options;
    const [height, width] = this.options.size;
    const [before, across] = size();
    const [left, top, right, bottom] = padding;
    const lackY = padIfNeeded ? Math.max(0, height - (before + top + bottom)) : 0;
    const lackX = padIfNeeded ? Math.max(0, width - (across + left + right)) : 0;
    const slackY = before + top + bottom + 2 * lackY - height;
    const slackX = across + left + right + 2 * lackX - width;
    if (slackY < 0 || slackX < 0) {
      const what = `a padded sample of at least [${height}, ${width}]`;
      const hint = "pass a smaller size, padding, or padIfNeeded: true";
      throw expected("RandomCrop", what, [slackY + height, slackX + width], hint);
    }
    const y = slackY > 0 ? rng.int(0, slackY + 1) : 0;
    const x = slackX > 0 ? rng.int(0, slackX + 1) : 0;
    return {
      border: [left + lackX, top + lackY, right + lackX, bottom + lackY],
      rectangle: { top: y, left: x, height, width },
    };
  }

  protected part<Part extends GeometricPart>(part: Part, { border, rectangle }: Params): Part {
    const { fill, paddingMode } = this.options;
    return crop(pad(part, border, { fill: fillFor(fill, part), paddingMode }), rectangle);
  }
}
