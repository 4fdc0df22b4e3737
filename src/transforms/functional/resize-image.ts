import type { Image, Size } from "../../sample/index.ts";
import { filterTaps, pointTaps, type Taps } from "../kernels/filters.ts";
import { gather } from "../kernels/gather.ts";
import { pillowNearest, torchNearest } from "../kernels/indices.ts";
import { premultiply, unpremultiplyInto } from "../kernels/premultiply.ts";
import { resampleBytesX, resampleBytesY } from "../kernels/resample-bytes.ts";
import { resampleFloatsX, resampleFloatsY } from "../kernels/resample-floats.ts";
import { roundHalfEven } from "../options.ts";
import { imageLayout, imageLike } from "./on-part.ts";
import { type CheckedResize, filterOf } from "./resize-options.ts";

type Axis = (inSize: number, outSize: number) => Taps;

/** A picture of size `size`, which differs from the picture's own; see `resize`. */
export function resizeImage(image: Image, size: Size, how: CheckedResize): Image {
  const filter = filterOf(how.interpolation);
  if (filter === undefined) return nearest(image, size, how.interpolation === "nearest-exact");
  if (!how.antialias) {
    const kind = how.interpolation === "bicubic" ? "bicubic" : "bilinear";
    return unfiltered(image, size, (from, to) => pointTaps(from, to, kind));
  }
  const axis: Axis = (from, to) => filterTaps(from, to, filter);
  const data =
    image.data instanceof Uint8Array
      ? bytes(image.data, image, size, axis)
      : floats(image.data, image, size, axis);
  return imageLike(image, data, size);
}

function nearest(image: Image, size: Size, exact: boolean): Image {
  const axis = (from: number, to: number) =>
    image.data instanceof Uint8Array
      ? pillowNearest(from, to)
      : torchNearest(from, to, exact ? 0.5 : 0);
  const rows = axis(image.height, size[0]);
  const cols = axis(image.width, size[1]);
  return imageLike(image, gather(image.data, imageLayout(image), rows, cols, [0]), size);
}

// Pillow: x first, then y, a pass only where the size changes; colours weighted by their alpha.
function bytes(data: Uint8Array, image: Image, [height, width]: Size, axis: Axis): Uint8Array {
  const { channels } = image;
  const hasAlpha = channels === 2 || channels === 4;
  let out = hasAlpha ? premultiply(data, channels) : data;
  if (width !== image.width)
    out = resampleBytesX(out, image.width, channels, axis(image.width, width));
  if (height !== image.height)
    out = resampleBytesY(out, width * channels, axis(image.height, height));
  if (hasAlpha) unpremultiplyInto(out, channels);
  return out;
}

function floats(data: Float32Array, image: Image, [height, width]: Size, axis: Axis): Float32Array {
  const { channels } = image;
  let out = data;
  if (width !== image.width)
    out = resampleFloatsX(out, image.width, channels, axis(image.width, width));
  if (height !== image.height)
    out = resampleFloatsY(out, width * channels, axis(image.height, height));
  return out;
}

// torch's tensor path: bytes go through floats and are rounded, halves to even.
function unfiltered(image: Image, size: Size, axis: Axis): Image {
  const isBytes = image.data instanceof Uint8Array;
  const out = floats(Float32Array.from(image.data), image, size, axis);
  const data = isBytes ? Uint8Array.from(Uint8ClampedArray.from(out, roundHalfEven)) : out;
  return imageLike(image, data, size);
}
