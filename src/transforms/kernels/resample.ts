import type { Taps } from "./filters.ts";
import { resampleBytesX, resampleBytesY } from "./resample-bytes.ts";
import { planOf, type ResampleKernels, resampleWith } from "./resample-simd.ts";
import { withSimd } from "./simd.ts";

/** Bytes `[height, width, channels]`, and the rectangle in them that is resampled. */
export interface ByteSource {
  readonly data: Uint8Array;
  /** Pixels of a whole row of `data`. */
  readonly width: number;
  readonly channels: number;
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly cols: number;
}

/**
 * Resamples a rectangle as Pillow resamples a crop of it: along x, then along y, both rounded to
 * bytes; an axis without taps stays. SIMD kernels where they run, plain loops elsewhere; the same
 * bytes either way.
 */
export function resampleBytes(
  source: ByteSource,
  x: Taps | undefined,
  y: Taps | undefined,
): Uint8Array {
  const from = rowsNeeded(source, y);
  const down = y && startingAt(from.top - source.top, y);
  if (x === undefined && down === undefined) return cut(from).slice();
  const plan = planOf(from, x, down);
  const use = (kernels: ResampleKernels) => resampleWith(kernels, plan);
  return withSimd("resample", plan.places.end, use) ?? plain(from, x, down);
}

/** The source without the rows above and below what the windows along y see. */
function rowsNeeded(source: ByteSource, y: Taps | undefined): ByteSource {
  if (y === undefined) return source;
  const { starts, counts } = y;
  let first = source.rows;
  let end = 0;
  for (let i = 0; i < starts.length; i++) {
    first = Math.min(first, starts[i]!);
    end = Math.max(end, starts[i]! + counts[i]!);
  }
  if (first === 0 && end === source.rows) return source;
  return { ...source, top: source.top + first, rows: end - first };
}

function startingAt(row: number, { starts, counts, weights, stride }: Taps): Taps {
  if (row === 0) return { starts, counts, weights, stride };
  const moved = new Int32Array(starts.length);
  for (let i = 0; i < moved.length; i++) moved[i] = starts[i]! - row;
  return { starts: moved, counts, weights, stride };
}

/** `resampleBytes` without SIMD; windows along y start at the rectangle's first row. */
export function plain(from: ByteSource, x: Taps | undefined, y: Taps | undefined): Uint8Array {
  const { channels, cols } = from;
  const across = x === undefined ? cut(from) : resampleBytesX(cut(from), cols, channels, x);
  if (y === undefined) return across;
  return resampleBytesY(across, (x?.starts.length ?? cols) * channels, y);
}

function cut({ data, width, channels, top, left, rows, cols }: ByteSource): Uint8Array {
  const full = width * channels;
  if (cols === width) return data.subarray(top * full, (top + rows) * full);
  const length = cols * channels;
  const out = new Uint8Array(rows * length);
  for (let row = 0, at = top * full + left * channels; row < rows; row++, at += full)
    out.set(data.subarray(at, at + length), row * length);
  return out;
}
