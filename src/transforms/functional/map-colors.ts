import { Image } from "../../sample/index.ts";
import { mapBytesInto } from "../kernels/map-bytes.ts";
import { checkOpaque } from "./on-picture.ts";

/** What an adjustment of single values does to bytes (as tables, one or one a channel) and floats. */
export interface ValueMaps {
  readonly bytes: (data: Uint8Array, channels: number) => readonly [Uint8Array, ...Uint8Array[]];
  readonly floats: (data: Float32Array, channels: number) => Float32Array;
}

/** The picture with each value mapped; bytes have 1 or 3 channels, as Pillow's ImageOps take. */
export function mapColors(who: string, image: Image, { bytes, floats }: ValueMaps): Image {
  const { data, channels } = image;
  if (data instanceof Float32Array) return new Image(floats(data, channels), image);
  checkOpaque(who, image);
  const out = new Uint8Array(data.length);
  mapBytesInto(out, data, bytes(data, channels));
  return new Image(out, image);
}
