import type { AffineMatrix } from "./affine-matrix.ts";
import { gather } from "./gather.ts";
import { type Ground, groundOf, type Plane } from "./warp-bytes.ts";
import { copyRunsSimd, type Run } from "./warp-simd.ts";

/**
 * Pillow's nearest neighbour under an affine map: without shear by a table for each axis; else in
 * 16.16 fixed point where the source places of the corners stay below 2^15; else by places summed up
 * in double precision.
 */
export function nearestAffine(src: Plane, matrix: AffineMatrix, ground: Ground): Uint8Array {
  const [a, b, c, d, e, f] = matrix;
  const { height, width } = ground;
  const small = (x: number, y: number) =>
    Math.abs(x * a + y * b + c) < 32768 && Math.abs(x * d + y * e + f) < 32768;
  if (b === 0 && d === 0) return scaleOnly(src, matrix, ground);
  if (small(0, 0) && small(width, height) && small(0, height) && small(width, 0))
    return fixedPoint(src, matrix, ground);
  return summedUp(src, matrix, ground);
}

function scaleOnly(
  { data, height: h, width: w, channels }: Plane,
  [a, , c, , e, f]: AffineMatrix,
  { height, width, fill }: Ground,
): Uint8Array {
  const rows = axis(f + e * 0.5, e, h, height);
  const cols = axis(c + a * 0.5, a, w, width);
  return gather(data, { planes: 1, height: h, width: w, channels }, rows, cols, fill);
}

// The place along one axis of each output position, -1 outside.
function axis(first: number, step: number, inSize: number, outSize: number): Int32Array {
  const out = new Int32Array(outSize);
  for (let i = 0, at = first; i < outSize; i++, at += step)
    out[i] = at >= 0 && at < inSize ? Math.trunc(at) : -1;
  return out;
}

const fix = (value: number): number => Math.floor(value * 65536 + 0.5);

function fixedPoint(src: Plane, matrix: AffineMatrix, ground: Ground): Uint8Array {
  const steps = [fix(matrix[0]), fix(matrix[3])] as const;
  const runs = runsOf(src, matrix, ground);
  const fast = copyRunsSimd(src, runs, steps, ground);
  if (fast !== undefined) return fast;
  const out = groundOf(ground);
  for (const run of runs) copyRun(src, run, steps, out);
  return out;
}

// The source places of a row change evenly, so those inside are one run of pixels.
function runsOf(
  { channels, height: h, width: w }: Plane,
  [a, b, c, d, e, f]: AffineMatrix,
  { height, width }: Ground,
): Run[] {
  const [stepX, stepY, downX, downY] = [fix(a), fix(d), fix(b), fix(e)];
  let rowX = fix(c + a * 0.5 + b * 0.5);
  let rowY = fix(f + d * 0.5 + e * 0.5);
  const runs: Run[] = [];
  for (let y = 0; y < height; y++, rowX += downX, rowY += downY) {
    const first = Math.max(0, entry(rowX, stepX, w * 65536), entry(rowY, stepY, h * 65536));
    const last = Math.min(width, exit(rowX, stepX, w * 65536), exit(rowY, stepY, h * 65536));
    if (first >= last) continue;
    const start = (y * width + first) * channels;
    const end = (y * width + last) * channels;
    runs.push({ start, end, x: (rowX + first * stepX) | 0, y: (rowY + first * stepY) | 0 });
  }
  return runs;
}

// The smallest k with 0 <= first + k * step < limit, if there is any; all are whole numbers.
function entry(first: number, step: number, limit: number): number {
  if (step === 0) return first >= 0 && first < limit ? 0 : Infinity;
  return step > 0 ? Math.ceil(-first / step) : Math.ceil((first - limit + 1) / -step);
}

// One more than the largest such k.
function exit(first: number, step: number, limit: number): number {
  if (step === 0) return Infinity;
  return step > 0 ? Math.ceil((limit - first) / step) : Math.ceil((first + 1) / -step);
}

function copyRun(
  { data, channels, width: w }: Plane,
  run: Run,
  [stepX, stepY]: readonly [number, number],
  out: Uint8Array,
): void {
  let { x, y } = run;
  for (let o = run.start; o < run.end; o += channels) {
    const s = ((y >> 16) * w + (x >> 16)) * channels;
    out[o] = data[s]!;
    if (channels > 1) out[o + 1] = data[s + 1]!;
    if (channels > 2) out[o + 2] = data[s + 2]!;
    if (channels > 3) out[o + 3] = data[s + 3]!;
    x = (x + stepX) | 0;
    y = (y + stepY) | 0;
  }
}

function summedUp(
  { data, channels, height: h, width: w }: Plane,
  [a, b, c, d, e, f]: AffineMatrix,
  ground: Ground,
): Uint8Array {
  const out = groundOf(ground);
  let rowX = c + b * 0.5 + a * 0.5;
  let rowY = f + e * 0.5 + d * 0.5;
  for (let o = 0; o < out.length; rowX += b, rowY += e) {
    let [px, py] = [rowX, rowY];
    for (let x = 0; x < ground.width; x++, o += channels, px += a, py += d) {
      if (!(px >= 0 && px < w && py >= 0 && py < h)) continue;
      const s = (Math.trunc(py) * w + Math.trunc(px)) * channels;
      for (let k = 0; k < channels; k++) out[o + k] = data[s + k]!;
    }
  }
  return out;
}
