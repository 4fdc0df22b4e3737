import { type Channels, Image } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";

/** What sharp gives for `raw().toBuffer({ resolveWithObject: true })`. */
export interface SharpPixels {
  readonly data: Uint8Array;
  readonly info: { readonly width: number; readonly height: number; readonly channels: number };
}

/**
 * Raw pixels of sharp as an image, memory shared.
 * @example const image = fromSharp({ data: Buffer.alloc(12), info: { width: 2, height: 2, channels: 3 } });
 */
export function fromSharp({ data, info }: SharpPixels): Image {
  const { width, height, channels } = info;
  return new Image(data, { width, height, channels: channels as Channels });
}

/**
 * An image of bytes as the arguments of `sharp(...)`: `sharp(...toSharp(image)).png()`. Memory is
 * shared; throws on floats.
 * @example const [pixels, options] = toSharp(image);
 */
export function toSharp(
  image: Image,
): [Buffer, { raw: { width: number; height: number; channels: Channels } }] {
  const { width, height, channels } = image;
  return [toBuffer(image), { raw: { width, height, channels } }];
}

/**
 * The bytes of an image as a Node `Buffer` `[height, width, channels]`, memory shared; throws on floats.
 * `new Image(buffer, { width, height, channels })` is the way back.
 * @example const bytes = toBuffer(image);
 */
export function toBuffer({ data }: Image): Buffer {
  if (!(data instanceof Uint8Array))
    throw expected("toBuffer", "a picture of bytes", "floats", "use toPilImage first");
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
