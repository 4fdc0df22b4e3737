import { keepFreedPages } from "../../util/allocate.ts";
import { pickSimd } from "./move-simd.ts";

/** Any array that pixels or labels are kept in. */
export type Pixels = Uint8Array | Uint16Array | Int32Array | Float32Array;

/** Planes of rows of pixels of channels: an image has one plane, a mask one channel. */
export interface Layout {
  readonly planes: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A zero-filled array of the kind that `like` is. */
export function allocateLike<T extends Pixels>(like: T, length: number): T {
  keepFreedPages();
  const Kind = like.constructor as { new (length: number): T };
  return new Kind(length);
}

/**
 * `out[p, y, x, :] = src[p, rows[y], cols[x], :]`, or `fill` where an index is -1. Crop, pad and
 * nearest-neighbour resize are this with different indices; `fill` holds a value for each channel.
 */
export function gather<T extends Pixels>(
  src: T,
  layout: Layout,
  rows: Int32Array,
  cols: Int32Array,
  fill: readonly number[],
): T {
  return pick(src, layout, rows, cols) ?? plain(src, layout, rows, cols, fill);
}

// Where nothing is filled, by SIMD kernels if there are any; runs are faster copied whole.
function pick<T extends Pixels>(
  src: T,
  { planes, height, width, channels }: Layout,
  rows: Int32Array,
  cols: Int32Array,
): T | undefined {
  if (rows.includes(-1) || cols.includes(-1)) return undefined;
  if (rows.length === 0 || consecutive(cols) !== undefined) return undefined;
  const all = new Int32Array(planes * rows.length);
  for (let p = 0, o = 0; p < planes; p++)
    for (let y = 0; y < rows.length; y++) all[o++] = p * height + rows[y]!;
  return pickSimd(src, { stride: width * channels, channels, rows: all, cols });
}

/** `gather` without SIMD. */
export function plain<T extends Pixels>(
  src: T,
  layout: Layout,
  rows: Int32Array,
  cols: Int32Array,
  fill: readonly number[],
): T {
  const { planes, height, width, channels } = layout;
  const out = allocateLike(src, planes * rows.length * cols.length * channels);
  if (fill.some((value) => value !== 0) && (rows.includes(-1) || cols.includes(-1)))
    fillPixels(out, fill);
  const run = consecutive(cols);
  const stride = width * channels;
  const outStride = cols.length * channels;
  for (let p = 0, o = 0; p < planes; p++) {
    for (let y = 0; y < rows.length; y++, o += outStride) {
      if (rows[y]! < 0) continue;
      const from = (p * height + rows[y]!) * stride;
      if (run === undefined) gatherRow(out, o, src, from, cols, channels);
      else if (run.length > 0)
        out.set(
          src.subarray(
            from + run.source * channels,
            from + (run.source + run.length) * channels,
          ) as never,
          o + run.target * channels,
        );
    }
  }
  return out;
}

function gatherRow(
  out: Pixels,
  o: number,
  src: Pixels,
  from: number,
  cols: Int32Array,
  channels: number,
): void {
  for (let x = 0; x < cols.length; x++, o += channels) {
    const col = cols[x]!;
    if (col < 0) continue;
    const s = from + col * channels;
    for (let c = 0; c < channels; c++) out[o + c] = src[s + c]!;
  }
}

interface Run {
  readonly source: number;
  readonly target: number;
  readonly length: number;
}

// The indices other than -1 as one run of neighbours, so that rows can be copied whole.
function consecutive(cols: Int32Array): Run | undefined {
  let target = 0;
  while (target < cols.length && cols[target] === -1) target++;
  let end = target;
  while (end < cols.length && cols[end] === cols[target]! + (end - target)) end++;
  for (let x = end; x < cols.length; x++) if (cols[x] !== -1) return undefined;
  return { source: cols[target] ?? 0, target, length: end - target };
}

/** Sets each pixel to `fill`, a value for each channel. */
export function fillPixels(out: Pixels, fill: readonly number[]): void {
  const channels = fill.length;
  if (channels === 1) out.fill(fill[0]!);
  else
    for (let i = 0; i < out.length; i += channels)
      for (let c = 0; c < channels; c++) out[i + c] = fill[c]!;
}
