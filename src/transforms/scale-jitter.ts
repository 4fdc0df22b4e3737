import type { Size } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { resize } from "./functional/resize.ts";
import { checkResize, type ResizeOptions } from "./functional/resize-options.ts";
import { checkRange, checkSize, type Range, type SizeOption } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** What `ScaleJitter` draws from, and how it resizes. */
export interface ScaleJitterOptions extends Omit<ResizeOptions, "maxSize"> {
  /** The factor's range. Default [0.1, 2]. */
  readonly scaleRange?: Range;
}

interface Options extends Required<ScaleJitterOptions> {
  readonly targetSize: Size;
}

const f = Math.fround;

/**
 * Resizes all parts to fit into `targetSize` times a random factor, shape kept (torchvision's
 * `ScaleJitter`). As in torchvision, `targetSize` is compared as `[width, height]`: its second number
 * limits the height.
 * @example const jittered = new ScaleJitter([32, 32], { scaleRange: [0.5, 2] }).apply(image);
 */
export class ScaleJitter extends PartTransform<Size, Options> {
  constructor(
    targetSize: SizeOption,
    {
      scaleRange = [0.1, 2],
      interpolation = "bilinear",
      antialias = true,
    }: ScaleJitterOptions = {},
  ) {
    const who = "ScaleJitter";
    const size = checkSize(who, targetSize);
    checkResize(who, size, { interpolation, antialias });
    super(who, {
      targetSize: size,
      scaleRange: checkRange(who, "scaleRange", scaleRange, { low: Number.MIN_VALUE }),
      interpolation,
      antialias,
    });
  }

  // torch works on a float32 tensor from the draw on
  protected draw(rng: Rng, size: () => Size): Size {
    const [height, width] = size();
    const { targetSize, scaleRange } = this.options;
    const scale = f(f(scaleRange[0]) + f(rng.next() * f(scaleRange[1] - scaleRange[0])));
    const ratio = f(f(Math.min(targetSize[1] / height, targetSize[0] / width)) * scale);
    return [edge(f(height * ratio)), edge(f(width * ratio))];
  }

  protected part<Part extends GeometricPart>(part: Part, size: Size): Part {
    const { interpolation, antialias } = this.options;
    return resize(part, size, { interpolation, antialias });
  }
}

function edge(length: number): number {
  if (length >= 1) return Math.trunc(length);
  const hint = "raise targetSize or the lower end of scaleRange";
  throw expected("ScaleJitter", "edges of at least 1 pixel", length, hint);
}
