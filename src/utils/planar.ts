import type { TensorData } from "../tensor/dtype.ts";

/** `[h, w, c]` as `[c, h, w]`, a copy. */
export function toPlanes<Data extends TensorData>(pixels: Data, channels: number): Data {
  const plane = pixels.length / channels;
  const out = pixels.slice() as Data;
  for (let c = 0, at = 0; c < channels; c++)
    for (let i = 0; i < plane; i++, at++) out[at] = pixels[i * channels + c]!;
  return out;
}

/** `[c, h, w]` as `[h, w, c]`, a copy. */
export function fromPlanes<Data extends TensorData>(planes: Data, channels: number): Data {
  const plane = planes.length / channels;
  const out = planes.slice() as Data;
  for (let c = 0, at = 0; c < channels; c++)
    for (let i = 0; i < plane; i++, at++) out[i * channels + c] = planes[at]!;
  return out;
}
