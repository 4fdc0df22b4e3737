// AssemblyScript, see resample.ts beside this file. Pillow's warps of bytes, bit for bit the loops of
// ../warp-bytes.ts and ../nearest-affine.ts: the same double-precision steps, two lanes at a time.
// Loads of a pixel take up to 16 bytes whatever its channels: the caller leaves slack after the source.

import { put } from "./pixels";
import { cubicEdge, cubicInner } from "./warp-cubic";
import { linearEdge, linearInner } from "./warp-linear";
import { EDGE, OUTSIDE, mixedSpots, nearestSpots, places } from "./warp-spots";

export { unweigh, weigh } from "./weigh";

// Where the arrays of a row lie: each `PER` bytes a pixel, one after the other.
const PER: i32 = 8;

// One row: 0 nearest, 1 bilinear, 2 bicubic. What lies outside stays.
// @ts-ignore: decorator
@inline
function row(
  mode: i32,
  channels: i32,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  xs: usize,
  pitch: usize,
): void {
  const ys = xs + pitch;
  const spots = ys + pitch;
  const dxs = spots + pitch;
  const dys = dxs + pitch;
  const stride = w * channels;
  if (mode == 0) nearestSpots(xs, ys, spots, width, w, h);
  else mixedSpots(xs, ys, spots, dxs, dys, width, w, h, mode - 1);
  for (let at: usize = 0; at < <usize>(width * PER); at += PER, dst += channels) {
    const spot = load<i32>(spots + at);
    if (spot == OUTSIDE) continue;
    const from = src + spot * channels;
    if (mode == 0) {
      put(channels, dst, load<u32>(from));
      continue;
    }
    const x = v128.load64_splat(dxs + at);
    const y = v128.load64_splat(dys + at);
    if (mode == 1) {
      if (spot != EDGE) put(channels, dst, linearInner(channels, from, stride, x, y));
      else put(channels, dst, linearEdge(channels, src, w, h, load<f64>(xs + at), load<f64>(ys + at), x, y));
    } else {
      const first = from - stride - channels;
      if (spot != EDGE) put(channels, dst, cubicInner(channels, first, stride, x, y));
      else put(channels, dst, cubicEdge(channels, src, w, h, load<f64>(xs + at), load<f64>(ys + at), x, y));
    }
  }
}

// @ts-ignore: decorator
@inline
function rows(
  mode: i32,
  channels: i32,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  height: i32,
  map: usize,
  tilted: bool,
  xs: usize,
  pitch: usize,
): void {
  for (let y = 0; y < height; y++, dst += width * channels) {
    places(xs, xs + pitch, width, y, map, tilted);
    row(mode, channels, dst, src, w, h, width, xs, pitch);
  }
}

/**
 * All rows of `dst`, [height, width, channels], from `src`, [h, w, channels], under the map. At `xs` lie
 * five arrays of a row, `pitch` bytes each.
 */
export function warp(
  mode: i32,
  channels: i32,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  height: i32,
  map: usize,
  tilted: bool,
  xs: usize,
  pitch: usize,
): void {
  if (mode == 0) {
    if (channels == 1) rows(0, 1, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 2) rows(0, 2, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 3) rows(0, 3, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else rows(0, 4, dst, src, w, h, width, height, map, tilted, xs, pitch);
  } else if (mode == 1) {
    if (channels == 1) rows(1, 1, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 2) rows(1, 2, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 3) rows(1, 3, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else rows(1, 4, dst, src, w, h, width, height, map, tilted, xs, pitch);
  } else {
    if (channels == 1) rows(2, 1, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 2) rows(2, 2, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else if (channels == 3) rows(2, 3, dst, src, w, h, width, height, map, tilted, xs, pitch);
    else rows(2, 4, dst, src, w, h, width, height, map, tilted, xs, pitch);
  }
}

// @ts-ignore: decorator
@inline
function steps(
  channels: i32,
  dst: usize,
  end: usize,
  src: usize,
  w: i32,
  x: i32,
  y: i32,
  stepX: i32,
  stepY: i32,
): void {
  if (channels == 3) {
    // The fourth byte goes where the next pixel will.
    for (const last = end - 3; dst < last; dst += 3, x += stepX, y += stepY)
      store<u32>(dst, load<u32>(src + ((y >> 16) * w + (x >> 16)) * 3));
  }
  for (; dst < end; dst += channels, x += stepX, y += stepY)
    put(channels, dst, load<u32>(src + ((y >> 16) * w + (x >> 16)) * channels));
}

/** A run of pixels inside the source, at places in 16.16 fixed point. */
export function run(
  channels: i32,
  dst: usize,
  end: usize,
  src: usize,
  w: i32,
  x: i32,
  y: i32,
  stepX: i32,
  stepY: i32,
): void {
  if (channels == 1) steps(1, dst, end, src, w, x, y, stepX, stepY);
  else if (channels == 2) steps(2, dst, end, src, w, x, y, stepX, stepY);
  else if (channels == 3) steps(3, dst, end, src, w, x, y, stepX, stepY);
  else steps(4, dst, end, src, w, x, y, stepX, stepY);
}
