import { Image, type PixelData, Video } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { checkNumber } from "../../util/check.ts";
import { defaultRng } from "../../util/default-rng.ts";
import { expected } from "../../util/errors.ts";
import type { Rng } from "../../util/rng.ts";
import { addNoiseToBytes, addNoiseToFloats } from "../kernels/add-noise.ts";
import { normalNoise } from "../kernels/normal-noise.ts";
import { isPicture } from "../parts.ts";
import type { PicturePart } from "./on-picture.ts";

/** What noise is added. */
export interface GaussianNoiseOptions {
  /** Default 0; values are in 0..1, bytes are counted as 0..255 / 255. */
  readonly mean?: number;
  /** Standard deviation, not negative. Default 0.1. */
  readonly sigma?: number;
  /** Keep values in 0..1, or 0..255. Default true; without it sums of bytes wrap around at 256. */
  readonly clip?: boolean;
}

type Noise = Required<GaussianNoiseOptions>;

/**
 * Adds normal noise to each value (torchvision's `gaussian_noise`), as `torch.randn_like` of the part
 * as `[c, h, w]` (a video: `[t, c, h, w]`) draws it. Without `rng` the numbers come from the generator
 * that `manualSeed` seeded. Throws on tensors other than float32 and uint8 of three or more dimensions.
 * @example const grainy = gaussianNoise(image, { sigma: 0.05 }, new Rng(0));
 */
export function gaussianNoise<Part extends PicturePart>(
  part: Part,
  options: GaussianNoiseOptions = {},
  rng: Rng = defaultRng(),
): Part {
  return noisy("gaussianNoise", part, checkNoise("gaussianNoise", options), rng) as Part;
}

/** The options in full; refuses bad ones. */
export function checkNoise(
  who: string,
  { mean = 0, sigma = 0.1, clip = true }: GaussianNoiseOptions,
): Noise {
  checkNumber(who, "mean", mean);
  checkNumber(who, "sigma", sigma, { low: 0 });
  if (typeof clip !== "boolean") throw expected(who, "clip true or false", clip, "pass a boolean");
  return { mean, sigma, clip };
}

function noisy(who: string, part: unknown, options: Noise, rng: Rng): PicturePart {
  if (part instanceof Image) return noisyImage(part, drawn(part.data, 1, options, rng), options);
  if (part instanceof Video) {
    const { data } = part.frames[0]!;
    const noise = drawn(data, part.length, options, rng);
    const frames = part.frames.map((frame, i) =>
      noisyImage(frame, noise.subarray(i * data.length, (i + 1) * data.length), options),
    );
    return new Video(frames);
  }
  if (part instanceof Tensor && isPicture(part)) return noisyTensor(who, part, options, rng);
  const what = "an Image, a Video or a Tensor [..., c, h, w]";
  throw expected(who, what, part instanceof Tensor ? part.shape : part, "pass pixels");
}

// Noise for `count` times as many values as `data` has, in their units.
function drawn(data: PixelData, count: number, { mean, sigma }: Noise, rng: Rng): Float32Array {
  const unit = data instanceof Uint8Array ? 255 : 1;
  return normalNoise(count * data.length, rng, { mean: mean * unit, sigma: sigma * unit });
}

function noisyImage(image: Image, noise: Float32Array, { clip }: Noise): Image {
  return new Image(added(image.data, noise, image.channels, clip), image);
}

function noisyTensor(who: string, tensor: Tensor, options: Noise, rng: Rng): Tensor {
  const { dtype, shape } = tensor;
  if (dtype !== "float32" && dtype !== "uint8")
    throw expected(who, "a float32 or uint8 tensor", dtype, "convert it");
  const data = tensor.hostData() as PixelData;
  return Tensor.fromData(added(data, drawn(data, 1, options, rng), 1, options.clip), shape);
}

function added(data: PixelData, noise: Float32Array, channels: number, clip: boolean): PixelData {
  return data instanceof Float32Array
    ? addNoiseToFloats(data, noise, channels, clip)
    : addNoiseToBytes(data, noise, channels, clip);
}
