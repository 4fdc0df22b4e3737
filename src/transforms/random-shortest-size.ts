import type { Size } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { resize } from "./functional/resize.ts";
import { checkResize, type ResizeOptions } from "./functional/resize-options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

interface Options {
  readonly minSize: readonly number[];
  readonly maxSize: number | undefined;
  readonly interpolation: NonNullable<ResizeOptions["interpolation"]>;
  readonly antialias: boolean;
}

/**
 * Resizes all parts so that the shorter edge is one of `minSize`, drawn evenly, and the longer one at
 * most `maxSize` (torchvision's `RandomShortestSize`); both edges are rounded down.
 * @example const small = new RandomShortestSize([24, 28, 32], { maxSize: 48 }).apply(image);
 */
export class RandomShortestSize extends PartTransform<Size, Options> {
  constructor(
    minSize: number | readonly number[],
    { maxSize, interpolation = "bilinear", antialias = true }: ResizeOptions = {},
  ) {
    const who = "RandomShortestSize";
    const sizes = typeof minSize === "number" ? [minSize] : minSize;
    if (!Array.isArray(sizes) || sizes.length === 0)
      throw expected(who, "minSize as a number or a list of them", minSize, "pass a size");
    for (const size of sizes) checkInteger(who, "minSize", size, { low: 1 });
    if (maxSize !== undefined) checkInteger(who, "maxSize", maxSize, { low: 1 });
    checkResize(who, sizes[0], { interpolation, antialias });
    super(who, { minSize: [...sizes], maxSize, interpolation, antialias });
  }

  protected draw(rng: Rng, size: () => Size): Size {
    const { minSize, maxSize = Infinity } = this.options;
    const [height, width] = size();
    const shortest = minSize[rng.int(0, minSize.length)]!;
    const ratio = Math.min(shortest / Math.min(height, width), maxSize / Math.max(height, width));
    return [edge(height * ratio), edge(width * ratio)];
  }

  protected part<Part extends GeometricPart>(part: Part, size: Size): Part {
    const { interpolation, antialias } = this.options;
    return resize(part, size, { interpolation, antialias });
  }
}

function edge(length: number): number {
  if (length >= 1) return Math.trunc(length);
  const hint = "raise maxSize or crop the sample first";
  throw expected("RandomShortestSize", "edges of at least 1 pixel", length, hint);
}
