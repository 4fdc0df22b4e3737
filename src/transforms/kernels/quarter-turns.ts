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
  for (let p = 0, o = 0; p < planes; p++) {
    const plane = p * height * width + first;
    for (let y = 0; y < outHeight; y++) {
      let s = (plane + y * stepY) * channels;
      for (let x = 0; x < outWidth; x++, s += stepX * channels)
        for (let c = 0; c < channels; c++) out[o++] = src[s + c]!;
    }
  }
  return out;
}
