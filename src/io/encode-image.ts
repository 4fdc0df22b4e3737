import type { Image } from "../sample/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { codecFor } from "./codec.ts";
import { withOrientation } from "./orientation-tag.ts";

/** Options of `encodeJpeg`. */
export interface EncodeJpegOptions {
  /** 1 (small) to 100 (good). Default 75, as torchvision's `write_jpeg` and Pillow. */
  readonly quality?: number;
}

/**
 * Encodes an image with 1 to 4 channels of bytes as PNG, without loss; orientation is kept.
 * Throws `INVALID_ARGUMENT` for float pixels.
 * @example
 * const image = new Image(new Uint8Array([7]), { width: 1, height: 1, channels: 1 });
 * const png = await encodePng(image);
 */
export async function encodePng(image: Image): Promise<Uint8Array> {
  const encoded = await plain((await pipelineOf("encodePng", image)).png());
  return withOrientation(encoded, "png", image.orientation);
}

/**
 * Encodes a grey or RGB image of bytes as baseline JPEG with 4:2:0 chroma; orientation is kept.
 * Throws `INVALID_ARGUMENT` for float pixels and for alpha, which JPEG does not have.
 * @example
 * const image = new Image(new Uint8Array([7]), { width: 1, height: 1, channels: 1 });
 * const jpeg = await encodeJpeg(image, { quality: 90 });
 */
export async function encodeJpeg(
  image: Image,
  { quality = 75 }: EncodeJpegOptions = {},
): Promise<Uint8Array> {
  checkInteger("encodeJpeg", "quality", quality, { low: 1, high: 100 });
  if (image.channels === 2 || image.channels === 4) {
    throw expected("encodeJpeg", "1 or 3 channels", image.channels, "drop alpha, or use encodePng");
  }
  const encoded = await plain((await pipelineOf("encodeJpeg", image)).jpeg({ quality }));
  return withOrientation(encoded, "jpeg", image.orientation);
}

async function pipelineOf(who: string, { data, width, height, channels }: Image) {
  if (!(data instanceof Uint8Array)) {
    throw expected(who, "pixels in a Uint8Array", data, "convert float pixels to bytes first");
  }
  return (await codecFor()).fromPixels(data, { width, height, channels });
}

async function plain(pipeline: { toBuffer(): Promise<Buffer> }): Promise<Uint8Array> {
  const { buffer, byteOffset, byteLength } = await pipeline.toBuffer();
  return new Uint8Array(buffer, byteOffset, byteLength);
}
