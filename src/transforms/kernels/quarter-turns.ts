import { allocateLike, type Layout, type Pixels } from "./gather.ts";
import { type TurnSteps, turnSimd } from "./turn-simd.ts";

/** The planes turned by `turns` (0 to 3) right angles counter-clockwise. */
export function quarterTurns<T extends Pixels>(src: T, layout: Layout, turns: number): T {
  const { planes, channels } = layout;
  const steps = stepsOf(layout, turns);
  if (planes === 1 && src instanceof Uint8Array) {
    const fast = turnSimd(src, channels, steps);
    if (fast !== undefined) return fast as unknown as T;
  }
  const out = allocateLike(src, src.length);
  for (let p = 0; p < planes; p++) turnPlane(out, src, p, channels, steps);
  return out;
}

function stepsOf({ height, width }: Layout, turns: number): TurnSteps {
  const last = height * width - 1;
  const [first, stepX, stepY] = [
    [0, 1, width],
    [width - 1, width, -1],
    [last, -1, -width],
    [last - width + 1, -width, 1],
  ][turns] as [number, number, number];
  return turns % 2 === 0
    ? { height, width, first, stepX, stepY }
    : { height: width, width: height, first, stepX, stepY };
}

const tile = 64;

// In tiles, whose source rows stay in the cache from one output row to the next.
function turnPlane(
  out: Pixels,
  src: Pixels,
  plane: number,
  channels: number,
  { height, width, first, stepX, stepY }: TurnSteps,
): void {
  const start = plane * height * width;
  for (let top = 0; top < height; top += tile) {
    for (let left = 0; left < width; left += tile) {
      const count = Math.min(width, left + tile) - left;
      for (let y = top; y < Math.min(height, top + tile); y++) {
        const o = (start + y * width + left) * channels;
        const s = (start + first + y * stepY + left * stepX) * channels;
        copyPixels(out, o, src, s, count, stepX * channels, channels);
      }
    }
  }
}

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
  for (const end = o + count * channels; o < end; o += channels, s += step) {
    out[o] = src[s]!;
    for (let c = 1; c < channels; c++) out[o + c] = src[s + c]!;
  }
}
