// AssemblyScript, see resample.ts beside this file. Planes turned by right angles. Loads take 4 bytes
// whatever the channels: the caller leaves slack.

import { put } from "./pixels";

const TILE: i32 = 32;

// Output rows [height, width] whose pixels come from `first` on, `stepX` and `stepY` pixels apart, in
// tiles whose source stays in the cache.
// @ts-ignore: decorator
@inline
function tiles(
  channels: i32,
  dst: usize,
  src: usize,
  height: i32,
  width: i32,
  first: i32,
  stepX: i32,
  stepY: i32,
): void {
  for (let top = 0; top < height; top += TILE) {
    const bottom = min(height, top + TILE);
    for (let left = 0; left < width; left += TILE) {
      const right = min(width, left + TILE);
      for (let y = top; y < bottom; y++) {
        let s = src + (first + y * stepY + left * stepX) * channels;
        const end = dst + (y * width + right) * channels;
        for (let d = dst + (y * width + left) * channels; d < end; d += channels) {
          put(channels, d, load<u32>(s));
          s += stepX * channels;
        }
      }
    }
  }
}

/** Pixels of 1 to 4 bytes turned by a right angle, see ../quarter-turns.ts. */
export function turn(
  channels: i32,
  dst: usize,
  src: usize,
  height: i32,
  width: i32,
  first: i32,
  stepX: i32,
  stepY: i32,
): void {
  if (channels == 1) tiles(1, dst, src, height, width, first, stepX, stepY);
  else if (channels == 2) tiles(2, dst, src, height, width, first, stepX, stepY);
  else if (channels == 3) tiles(3, dst, src, height, width, first, stepX, stepY);
  else tiles(4, dst, src, height, width, first, stepX, stepY);
}
