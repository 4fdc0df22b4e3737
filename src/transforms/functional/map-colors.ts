import { Image } from "../../sample/index.ts";
import { checkOpaque } from "./on-picture.ts";

/** What an adjustment of single values makes of bytes and of floats. */
export interface ValueMaps {
  readonly bytes: (data: Uint8Array, channels: number) => Uint8Array;
  readonly floats: (data: Float32Array, channels: number) => Float32Array;
}

/** The picture with each value mapped; bytes have 1 or 3 channels, as Pillow's ImageOps take. */
export function mapColors(who: string, image: Image, { bytes, floats }: ValueMaps): Image {
  const { data, channels } = image;
  if (data instanceof Float32Array) return new Image(floats(data, channels), image);
  checkOpaque(who, image);
  return new Image(bytes(data, channels), image);
}
