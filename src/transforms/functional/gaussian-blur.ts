import { Image } from "../../sample/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { blurFloats, gaussianWeights } from "../kernels/gaussian.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/** One number for both axes, or one along x (width) and one along y (height). */
export type PerAxis = number | readonly [number] | readonly [number, number];

/** How wide a blur is. */
export interface GaussianBlurOptions {
  /** Standard deviation in pixels, above 0. Default: 0.15 times the kernel's size, plus 0.35. */
  readonly sigma?: PerAxis | undefined;
}

/**
 * Blurs each channel by a Gaussian (torchvision's `gaussian_blur`). `kernelSize` is odd and positive:
 * one number, or width and then height, as `sigma`. Edges are mirrored; bytes are rounded, halves to
 * even, and may differ from torchvision's by 1 in a few of 100,000 values, since it sums in float32.
 * @example const soft = gaussianBlur(image, [5, 9], { sigma: 1.5 });
 */
export function gaussianBlur<Part extends PicturePart>(
  part: Part,
  kernelSize: PerAxis,
  { sigma }: GaussianBlurOptions = {},
): Part {
  const who = "gaussianBlur";
  const [wide, tall] = checkKernelSize(who, kernelSize);
  const [sigmaX, sigmaY] =
    sigma === undefined ? [0.15 * wide + 0.35, 0.15 * tall + 0.35] : checkSigma(who, sigma);
  const across = gaussianWeights(wide, sigmaX);
  const down = gaussianWeights(tall, sigmaY);
  return onPicture(who, part, (image) => {
    const { data } = image;
    const floats = data instanceof Float32Array ? data : new Float32Array(data);
    const blurred = blurFloats(floats, image, down, across);
    return new Image(data instanceof Float32Array ? blurred : roundedBytes(blurred), image);
  });
}

/** `[width, height]` of a kernel; refuses even and non-positive sizes. */
export function checkKernelSize(who: string, kernelSize: PerAxis): [number, number] {
  const sizes = pair(who, "kernelSize", kernelSize);
  for (const size of sizes) {
    checkInteger(who, "kernelSize", size, { low: 1 });
    if (size % 2 === 0) throw expected(who, "an odd kernelSize", kernelSize, "add or take 1");
  }
  return sizes;
}

function checkSigma(who: string, sigma: PerAxis): [number, number] {
  const sigmas = pair(who, "sigma", sigma);
  for (const value of sigmas) checkNumber(who, "sigma", value, { low: Number.MIN_VALUE });
  return sigmas;
}

function pair(who: string, name: string, value: PerAxis): [number, number] {
  const list = typeof value === "number" ? [value] : value;
  if (!Array.isArray(list) || list.length < 1 || list.length > 2)
    throw expected(who, `${name} as a number or [x, y]`, value, "pass one of these");
  return [list[0]!, list[1] ?? list[0]!];
}

// Storing in a clamped array rounds halves to even, as torch.round.
function roundedBytes(values: Float32Array): Uint8Array {
  const clamped = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) clamped[i] = values[i]!;
  return new Uint8Array(clamped.buffer);
}
