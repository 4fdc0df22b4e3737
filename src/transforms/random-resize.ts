import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { resize } from "./functional/resize.ts";
import { checkResize, type ResizeOptions } from "./functional/resize-options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

type Options = Required<Omit<ResizeOptions, "maxSize">> & {
  readonly minSize: number;
  readonly maxSize: number;
};

/**
 * Resizes the shorter edge of all parts to a whole number drawn from `[minSize, maxSize)`, the longer
 * one follows (torchvision's `RandomResize`).
 * @example const varied = new RandomResize(24, 33).apply(image);
 */
export class RandomResize extends PartTransform<number, Options> {
  constructor(
    minSize: number,
    maxSize: number,
    { interpolation = "bilinear", antialias = true }: Omit<ResizeOptions, "maxSize"> = {},
  ) {
    const who = "RandomResize";
    checkInteger(who, "minSize", minSize, { low: 1 });
    checkInteger(who, "maxSize", maxSize, { low: 1 });
    if (maxSize <= minSize)
      throw expected(who, `maxSize above minSize ${minSize}`, maxSize, "maxSize is never drawn");
    checkResize(who, minSize, { interpolation, antialias });
    super(who, { minSize, maxSize, interpolation, antialias });
  }

  protected draw(rng: Rng): number {
    return rng.int(this.options.minSize, this.options.maxSize);
  }

  protected part<Part extends GeometricPart>(part: Part, size: number): Part {
    const { interpolation, antialias } = this.options;
    return resize(part, size, { interpolation, antialias });
  }
}
