import { Image } from "../../sample/index.ts";
import { expected } from "../../util/errors.ts";

/** Pixels as a canvas keeps them: RGBA bytes. Canvas packages and browsers give and take it. */
export interface ImageDataLike {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The pixels of a canvas, `context.getImageData(...)`, as an RGBA image.
 * @example const image = fromImageData({ data: new Uint8ClampedArray(16), width: 2, height: 2 });
 */
export function fromImageData({ data, width, height }: ImageDataLike): Image {
  return new Image(new Uint8Array(data), { width, height, channels: 4 });
}

/**
 * A picture of bytes as a canvas takes it: `new ImageData(data, width, height)` makes the browser's
 * own object of it. Grey is repeated, what has no alpha is opaque. Throws on floats.
 * @example const { data, width, height } = toImageData(image);
 */
export function toImageData(image: Image): ImageDataLike & { readonly data: Uint8ClampedArray } {
  const { data: src, channels, width, height } = image;
  if (!(src instanceof Uint8Array))
    throw expected("toImageData", "a picture of bytes", "floats", "use toPilImage first");
  const data = new Uint8ClampedArray(width * height * 4);
  const hasAlpha = channels % 2 === 0;
  const colours = hasAlpha ? channels - 1 : channels;
  for (let s = 0, o = 0; s < src.length; s += channels, o += 4) {
    for (let c = 0; c < 3; c++) data[o + c] = src[s + (colours === 1 ? 0 : c)]!;
    data[o + 3] = hasAlpha ? src[s + colours]! : 255;
  }
  return { data, width, height };
}
