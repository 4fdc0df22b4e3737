import { allocate, dtypeOf, type TensorData } from "../tensor/dtype.ts";

/** `[h, w, c]` as `[c, h, w]`, a copy. */
export function toPlanes<Data extends TensorData>(pixels: Data, channels: number): Data {
  const plane = pixels.length / channels;
  const out = allocateLike(pixels);
  for (let c = 0, at = 0; c < channels; c++)
    for (let i = 0, from = c; i < plane; i++, at++, from += channels) out[at] = pixels[from]!;
  return out;
}

/** `[c, h, w]` as `[h, w, c]`, a copy. */
export function fromPlanes<Data extends TensorData>(planes: Data, channels: number): Data {
  const plane = planes.length / channels;
  const out = allocateLike(planes);
  for (let c = 0, at = 0; c < channels; c++)
    for (let i = 0, to = c; i < plane; i++, at++, to += channels) out[to] = planes[at]!;
  return out;
}

function allocateLike<Data extends TensorData>(data: Data): Data {
  return allocate(dtypeOf(data), data.length) as Data;
}
