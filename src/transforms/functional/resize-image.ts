import type { Image, Size } from "../../sample/index.ts";
import { roundHalfEven } from "../../util/round-half-even.ts";
import { filterTaps, pointTaps, type Taps } from "../kernels/filters.ts";
import { gather } from "../kernels/gather.ts";
import { pillowNearest, torchNearest } from "../kernels/indices.ts";
import { premultiply, unpremultiplyInto } from "../kernels/premultiply.ts";
import { type ByteSource, resampleBytes } from "../kernels/resample.ts";
import {
  interpolateFloatsX,
  interpolateFloatsY,
  resampleFloatsX,
  resampleFloatsY,
} from "../kernels/resample-floats.ts";
import { cropImage, type Rectangle } from "./crop.ts";
import { imageLayout, imageLike } from "./on-part.ts";
import { type CheckedResize, filterOf } from "./resize-options.ts";

type Axis = (inSize: number, outSize: number) => Taps;

/**
 * A picture in another size, see `resize`. With `source`, a rectangle inside the picture: the pixels
 * of `crop` and then `resize`, without the copy that a crop makes where bytes are filtered.
 */
export function resizeImage(
  image: Image,
  size: Size,
  how: Pick<CheckedResize, "interpolation" | "antialias">,
  source: Rectangle = { top: 0, left: 0, height: image.height, width: image.width },
): Image {
  const filter = filterOf(how.interpolation);
  const stays = source.height === size[0] && source.width === size[1];
  const axis: Axis = (from, to) => filterTaps(from, to, filter!);
  const { channels, data, width } = image;
  if (!stays && filter !== undefined && how.antialias && data instanceof Uint8Array) {
    if (channels === 2 || channels === 4)
      return imageLike(image, withAlpha(cropImage(image, source), size, axis), size);
    const { top, left, height: rows, width: cols } = source;
    const from = { data, width, channels, top, left, rows, cols };
    return imageLike(image, filtered(from, size, axis), size);
  }
  const cut = cropImage(image, source);
  if (stays) return cut;
  if (filter === undefined) return nearest(cut, size, how.interpolation === "nearest-exact");
  if (how.antialias)
    return imageLike(image, floats(cut.data as Float32Array, cut, size, axis), size);
  const kind = how.interpolation === "bicubic" ? "bicubic" : "bilinear";
  return unfiltered(cut, size, (from, to) => pointTaps(from, to, kind));
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

// Pillow: x first, then y, a pass only where the size changes.
function filtered(from: ByteSource, [height, width]: Size, axis: Axis): Uint8Array {
  const x = width === from.cols ? undefined : axis(from.cols, width);
  const y = height === from.rows ? undefined : axis(from.rows, height);
  return resampleBytes(from, x, y);
}

// Pillow: colours weighted by their alpha.
function withAlpha({ data, ...image }: Image, size: Size, axis: Axis): Uint8Array {
  const { width, height, channels } = image;
  const weighted = premultiply(data as Uint8Array, channels);
  const from = { data: weighted, width, channels, top: 0, left: 0, rows: height, cols: width };
  const out = filtered(from, size, axis);
  unpremultiplyInto(out, channels);
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
  const { width, height, channels } = image;
  let out: Float32Array = Float32Array.from(image.data);
  if (size[1] !== width) out = interpolateFloatsX(out, width, channels, axis(width, size[1]));
  if (size[0] !== height) out = interpolateFloatsY(out, size[1] * channels, axis(height, size[0]));
  const isBytes = image.data instanceof Uint8Array;
  const data = isBytes ? Uint8Array.from(Uint8ClampedArray.from(out, roundHalfEven)) : out;
  return imageLike(image, data, size);
}
