import type { AffineMatrix } from "./affine-matrix.ts";
import type { Plane } from "./warp-bytes.ts";

/**
 * Pillow's nearest neighbour under an affine map, to `out`, rows of `width`: without shear by one
 * column table; else in 16.16 fixed point where the source places of the corners stay below 2^15;
 * else by places summed up in double precision. What lies outside stays.
 */
export function nearestAffine(
  src: Plane,
  matrix: AffineMatrix,
  out: Uint8Array,
  width: number,
): void {
  const [a, b, c, d, e, f] = matrix;
  const height = out.length / (width * src.channels);
  const small = (x: number, y: number) =>
    Math.abs(x * a + y * b + c) < 32768 && Math.abs(x * d + y * e + f) < 32768;
  if (b === 0 && d === 0) scaleOnly(src, matrix, out, width);
  else if (small(0, 0) && small(width, height) && small(0, height) && small(width, 0))
    fixedPoint(src, matrix, out, width);
  else summedUp(src, matrix, out, width);
}

// The place along one axis of each output position, -1 outside.
function axis(first: number, step: number, inSize: number, outSize: number): Int32Array {
  const out = new Int32Array(outSize);
  for (let i = 0, at = first; i < outSize; i++, at += step)
    out[i] = at >= 0 && at < inSize ? Math.trunc(at) : -1;
  return out;
}

function scaleOnly(
  { data, channels, height: h, width: w }: Plane,
  [a, , c, , e, f]: AffineMatrix,
  out: Uint8Array,
  width: number,
): void {
  const cols = axis(c + a * 0.5, a, w, width);
  const rows = axis(f + e * 0.5, e, h, out.length / (width * channels));
  for (let y = 0, o = 0; y < rows.length; y++) {
    const from = rows[y]! * w;
    if (from < 0) {
      o += width * channels;
      continue;
    }
    for (let x = 0; x < width; x++, o += channels) {
      if (cols[x]! < 0) continue;
      const s = (from + cols[x]!) * channels;
      for (let k = 0; k < channels; k++) out[o + k] = data[s + k]!;
    }
  }
}

const fix = (value: number): number => Math.floor(value * 65536 + 0.5);

function fixedPoint(
  { data, channels, height: h, width: w }: Plane,
  [a, b, c, d, e, f]: AffineMatrix,
  out: Uint8Array,
  width: number,
): void {
  const [stepX, stepY, downX, downY] = [fix(a), fix(d), fix(b), fix(e)];
  let rowX = fix(c + a * 0.5 + b * 0.5);
  let rowY = fix(f + d * 0.5 + e * 0.5);
  const stride = width * channels;
  for (let row = 0; row < out.length; row += stride) {
    // The source places change evenly, so those inside are one run of pixels.
    const [lowX, highX] = inside(rowX, stepX, w * 65536, width);
    const [lowY, highY] = inside(rowY, stepY, h * 65536, width);
    const end = row + Math.min(highX, highY) * channels;
    const first = Math.max(lowX, lowY);
    const x = (rowX + first * stepX) | 0;
    const y = (rowY + first * stepY) | 0;
    copyRun(data, out, row + first * channels, end, [x, y, stepX, stepY, w, channels]);
    rowX += downX;
    rowY += downY;
  }
}

// Pixels `o` to `end` of the output, from places `(x, y)` on that are all inside.
function copyRun(
  data: Uint8Array,
  out: Uint8Array,
  start: number,
  end: number,
  [firstX, firstY, stepX, stepY, w, channels]: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
  ],
): void {
  let x = firstX;
  let y = firstY;
  for (let o = start; o < end; o += channels) {
    const s = ((y >> 16) * w + (x >> 16)) * channels;
    out[o] = data[s]!;
    if (channels > 1) out[o + 1] = data[s + 1]!;
    if (channels > 2) out[o + 2] = data[s + 2]!;
    if (channels > 3) out[o + 3] = data[s + 3]!;
    x = (x + stepX) | 0;
    y = (y + stepY) | 0;
  }
}

// The k in [0, count) with 0 <= first + k * step < limit, as `[low, high)`; all whole numbers.
function inside(first: number, step: number, limit: number, count: number): [number, number] {
  if (step === 0) return first >= 0 && first < limit ? [0, count] : [0, 0];
  const [near, far] = step > 0 ? [-first, limit - first] : [first - limit + 1, first + 1];
  const size = Math.abs(step);
  return [Math.max(0, Math.ceil(near / size)), Math.min(count, Math.ceil(far / size))];
}

function summedUp(
  { data, channels, height: h, width: w }: Plane,
  [a, b, c, d, e, f]: AffineMatrix,
  out: Uint8Array,
  width: number,
): void {
  let rowX = c + b * 0.5 + a * 0.5;
  let rowY = f + e * 0.5 + d * 0.5;
  for (let o = 0; o < out.length; rowX += b, rowY += e) {
    let [px, py] = [rowX, rowY];
    for (let x = 0; x < width; x++, o += channels, px += a, py += d) {
      if (!(px >= 0 && px < w && py >= 0 && py < h)) continue;
      const s = (Math.trunc(py) * w + Math.trunc(px)) * channels;
      for (let k = 0; k < channels; k++) out[o + k] = data[s + k]!;
    }
  }
}
