import type { Size } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { elastic } from "./functional/elastic.ts";
import { checkSettings, type WarpInterpolation, warpFor } from "./functional/warp.ts";
import type { XY } from "./kernels/affine-matrix.ts";
import { blurFloats, gaussianWeights } from "./kernels/gaussian.ts";
import type { FillOption } from "./options.ts";
import { PartTransform } from "./part-transform.ts";
import type { GeometricPart } from "./parts.ts";

/** What `ElasticTransform` draws from, and how it finds its pixels. */
export interface ElasticTransformOptions {
  /** How strong the displacements are, along x and y. Default 50. */
  readonly alpha?: number | readonly [number] | XY;
  /** How smooth they are: the Gaussian's standard deviation in pixels, both 0 for none. Default 5. */
  readonly sigma?: number | readonly [number] | XY;
  /** "nearest" or "bilinear" (default). */
  readonly interpolation?: Exclude<WarpInterpolation, "bicubic">;
  /** The value outside the input, one for each channel, or `{ image, mask, others }`. Default 0. */
  readonly fill?: FillOption | null;
}

interface Options extends Required<ElasticTransformOptions> {
  readonly alpha: XY;
  readonly sigma: XY;
}

const f = Math.fround;

/**
 * Moves each pixel of all parts by a smooth random field (torchvision's `ElasticTransform`). Draws a
 * number for each pixel for x, then for y, uniform in [-1, 1), blurs each field and scales it by
 * `alpha[0] / height` and `alpha[1] / width`, in units of half the image. See `functional.elastic`.
 * @example const wavy = new ElasticTransform({ alpha: 40, sigma: 4 }).apply(image);
 */
export class ElasticTransform extends PartTransform<Tensor, Options> {
  constructor(options: ElasticTransformOptions = {}) {
    const { alpha = 50, sigma = 5, interpolation = "bilinear", fill = 0 } = options;
    const who = "ElasticTransform";
    if ((interpolation as string) === "bicubic")
      throw expected(
        who,
        'interpolation "nearest" or "bilinear"',
        interpolation,
        "pass one of these",
      );
    const settings = checkSettings(who, { interpolation, fill });
    super(who, {
      alpha: checkPair(who, "alpha", alpha, -Infinity),
      sigma: checkSigma(who, sigma),
      interpolation,
      fill: settings.fill,
    });
  }

  protected draw(rng: Rng, size: () => Size): Tensor {
    const [height, width] = size();
    const { alpha, sigma } = this.options;
    const out = new Float32Array(2 * height * width);
    for (const [axis, length] of [height, width].entries()) {
      const noise = Float32Array.from({ length: height * width }, () => rng.next() * 2 - 1);
      const field = smooth(
        noise,
        [height, width],
        sigma,
        2 * Math.floor((8 * sigma[axis]! + 1) / 2) + 1,
      );
      for (let i = 0; i < field.length; i++)
        out[2 * i + axis] = f(field[i]! * f(alpha[axis]!)) / length;
    }
    return Tensor.fromData(out, [1, height, width, 2]);
  }

  protected part<Part extends GeometricPart>(part: Part, displacement: Tensor): Part {
    return elastic(part, displacement, warpFor(this.options, part));
  }
}

// Blurred by a square kernel of `length` pixels a side, if there is a width to blur by.
function smooth(field: Float32Array, size: Size, [x, y]: XY, length: number): Float32Array {
  if (x === 0) return field;
  const layout = { height: size[0], width: size[1], channels: 1 };
  return blurFloats(field, layout, gaussianWeights(length, y), gaussianWeights(length, x));
}

function checkPair(
  who: string,
  name: string,
  value: number | readonly [number] | XY,
  low: number,
): XY {
  const list = typeof value === "number" ? [value] : value;
  if (!Array.isArray(list) || list.length < 1 || list.length > 2)
    throw expected(who, `${name} as a number or [x, y]`, value, "pass one of these");
  for (const item of list) checkNumber(who, name, item, { low });
  return [list[0]!, list[1] ?? list[0]!];
}

// A Gaussian that is sharp along one axis only has no kernel in torchvision.
function checkSigma(who: string, sigma: number | readonly [number] | XY): XY {
  const pair = checkPair(who, "sigma", sigma, 0);
  if ((pair[0] === 0) === (pair[1] === 0)) return pair;
  throw expected(who, "sigma above 0 along both axes, or 0", pair, "pass two positive numbers");
}
