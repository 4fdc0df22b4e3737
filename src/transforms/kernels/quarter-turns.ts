import { allocateLike, type Layout, type Pixels } from "./gather.ts";

/** The planes turned by `turns` (0 to 3) right angles counter-clockwise. */
export function quarterTurns<T extends Pixels>(src: T, layout: Layout, turns: number): T {
  const { planes, height, width, channels } = layout;
  const [outHeight, outWidth] = turns % 2 === 0 ? [height, width] : [width, height];
  const out = allocateLike(src, src.length);
  // The source place of output (0, 0), and its steps along an output row and column, in pixels.
  const last = height * width - 1;
  const [first, stepX, stepY] = [
    [0, 1, width],
    [width - 1, width, -1],
    [last, -1, -width],
    [last - width + 1, -width, 1],
  ][turns] as [number, number, number];
  for (let p = 0; p < planes; p++) {
    const start = p * height * width;
    // In tiles, whose source rows stay in the cache from one output row to the next.
    for (let top = 0; top < outHeight; top += tile) {
      const bottom = Math.min(outHeight, top + tile);
      for (let left = 0; left < outWidth; left += tile) {
        const count = Math.min(outWidth, left + tile) - left;
        for (let y = top; y < bottom; y++) {
          const o = (start + y * outWidth + left) * channels;
          const s = (start + first + y * stepY + left * stepX) * channels;
          copyPixels(out, o, src, s, count, stepX * channels, channels);
        }
      }
    }
  }
  return out;
}

const tile = 64;

// `count` pixels to `o` and on, from `s`, `s + step`, ...
function copyPixels(
  out: Pixels,
  o: number,
  src: Pixels,
  s: number,
  count: number,
  step: number,
  channels: number,
): void {
  const end = o + count * channels;
  if (channels === 1) for (; o < end; o++, s += step) out[o] = src[s]!;
  else if (channels === 3)
    for (; o < end; o += 3, s += step) {
      out[o] = src[s]!;
      out[o + 1] = src[s + 1]!;
      out[o + 2] = src[s + 2]!;
    }
  else
    for (; o < end; o += channels, s += step)
      for (let c = 0; c < channels; c++) out[o + c] = src[s + c]!;
}
