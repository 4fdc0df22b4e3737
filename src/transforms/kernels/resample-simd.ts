import { uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import type { Taps } from "./filters.ts";
import type { ByteSource } from "./resample.ts";
import { fixedPoint } from "./resample-bytes.ts";

/** What `wasm/resample.ts` exports. */
export interface ResampleKernels extends Kernels {
  readonly pixelsX: (channels: number, ...rest: RowArguments) => void;
  readonly greysX: (...rest: RowArguments) => void;
  readonly fewGreysX: (...rest: RowArguments) => void;
  readonly rowsY: (
    dst: number,
    src: number,
    stride: number,
    length: number,
    height: number,
    starts: number,
    weights: number,
    pairs: number,
  ) => void;
}

type RowArguments = readonly [
  dst: number,
  dstStride: number,
  src: number,
  srcStride: number,
  rows: number,
  width: number,
  starts: number,
  weights: number,
  groups: number,
];

// The kernels' loops read and write past the end of a row by less than this many bytes.
const slack = 64;
// Source rows are handed over in bands of about this size, which stay in the processor's cache.
const bandBytes = 2 ** 16;
// Whole rows are copied in one call, parts of rows in a call each, which costs as much as this many bytes.
const callBytes = 800;

/** What is resampled, how often the kernels' loops turn, and where everything lies in their memory. */
export interface Plan {
  readonly from: ByteSource;
  readonly x: Taps | undefined;
  readonly y: Taps | undefined;
  /** One channel, and windows of at most four taps along x: a kernel of its own. */
  readonly fewGreys: boolean;
  /** Along x, four taps a turn (eight for one channel); along y, two. */
  readonly turnsX: number;
  readonly turnsY: number;
  readonly sizes: Sizes;
  readonly places: Places;
}

/** In bytes, but for `bandRows`. */
interface Sizes {
  /** Rows of the source that are handed over at once, `stride` bytes apart. */
  readonly bandRows: number;
  readonly stride: number;
  /** What the pass along y reads has rows `pitch` bytes apart. */
  readonly pitch: number;
  readonly outRow: number;
  readonly length: number;
}

/** Byte offsets; `end` is how many bytes of memory all this takes. */
interface Places {
  readonly weightsX: number;
  readonly startsX: number;
  readonly weightsY: number;
  readonly startsY: number;
  readonly band: number;
  readonly middle: number;
  readonly out: number;
  readonly end: number;
}

/** Lays out the memory. Each field is written out: spread objects take ten times as long. */
export function planOf(from: ByteSource, x: Taps | undefined, y: Taps | undefined): Plan {
  const { width, channels, cols, rows } = from;
  const wide = x === undefined ? cols : x.starts.length;
  const tall = y === undefined ? rows : y.starts.length;
  const turnTaps = channels === 1 ? 8 : 4;
  const mostX = most(x);
  const turnsX = Math.ceil(mostX / turnTaps);
  const fewGreys = channels === 1 && mostX <= 4;
  const turnsY = Math.ceil(most(y) / 2);
  const stride = ((width - cols) * channels > callBytes ? cols : width) * channels;
  const bandRows = align(Math.min(rows, Math.ceil(bandBytes / stride)), 4);
  const outRow = wide * channels;
  const pitch = x === undefined ? stride : outRow;
  const length = tall * outRow;
  // Four rows at a time, two taps at a time: up to three rows too many are read and written.
  const bandSize = x === undefined ? 0 : (bandRows + 3) * stride + turnsX * turnTaps * channels;
  const weightsX = 0;
  const startsX = after(weightsX, (wide + 3) * turnsX * 4 * turnTaps);
  const weightsY = after(startsX, 4 * (wide + 3));
  const startsY = after(weightsY, tall * turnsY * 8);
  const band = after(startsY, 4 * tall);
  const middle = after(band, bandSize);
  const out = after(middle, y === undefined ? 0 : (rows + 3) * pitch);
  const end = after(out, length + 3 * outRow);
  const sizes = { bandRows, stride, pitch, outRow, length };
  const places = { weightsX, startsX, weightsY, startsY, band, middle, out, end };
  return { from, x, y, fewGreys, turnsX, turnsY, sizes, places };
}

function after(start: number, bytes: number): number {
  return align(start + bytes + slack, 16);
}

function align(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

function most(taps: Taps | undefined): number {
  let count = 0;
  if (taps !== undefined)
    for (let i = 0; i < taps.counts.length; i++) count = Math.max(count, taps.counts[i]!);
  return count;
}

/** Runs the kernels over a plan. */
export function resampleWith(kernels: ResampleKernels, plan: Plan): Uint8Array {
  const memory = new Uint8Array(kernels.memory.buffer);
  const { from, x, y, turnsY } = plan;
  const { pitch, outRow, length } = plan.sizes;
  const { middle, out, startsY, weightsY } = plan.places;
  if (x === undefined) copyRows(memory, middle, plan, 0, from.rows);
  else alongX(kernels, memory, plan, x);
  if (y !== undefined) {
    writeStarts(memory, startsY, y, pitch);
    writePairs(memory, weightsY, y, turnsY);
    kernels.rowsY(out, middle, pitch, outRow, y.starts.length, startsY, weightsY, turnsY);
  }
  const result = uninitializedBytes(length);
  result.set(memory.subarray(out, out + length));
  return result;
}

function alongX(kernels: ResampleKernels, memory: Uint8Array, plan: Plan, x: Taps): void {
  const { from, y, turnsX, sizes, places } = plan;
  const { bandRows, stride, outRow } = sizes;
  const { weightsX, startsX, band } = places;
  const { channels, rows } = from;
  const width = x.starts.length;
  writeStarts(memory, startsX, x, channels);
  if (plan.fewGreys) writeFours(memory, places, x);
  else if (channels === 1) writeEights(memory, weightsX, x, turnsX);
  else writePairs(memory, weightsX, x, 2 * turnsX);
  let dst = y === undefined ? places.out : places.middle;
  for (let row = 0; row < rows; row += bandRows, dst += bandRows * outRow) {
    const count = Math.min(bandRows, rows - row);
    copyRows(memory, band, plan, row, count);
    const rest = [dst, outRow, band, stride, count, width, startsX, weightsX, turnsX] as const;
    if (plan.fewGreys) kernels.fewGreysX(...rest);
    else if (channels === 1) kernels.greysX(...rest);
    else kernels.pixelsX(channels, ...rest);
  }
}

function copyRows(memory: Uint8Array, at: number, plan: Plan, row: number, count: number): void {
  const { data, width, channels, top, left, cols } = plan.from;
  const full = width * channels;
  const length = cols * channels;
  const start = (top + row) * full + left * channels;
  if (plan.sizes.stride === full)
    memory.set(data.subarray(start, start + (count - 1) * full + length), at);
  else
    for (let i = 0, s = start, o = at; i < count; i++, s += full, o += length)
      memory.set(data.subarray(s, s + length), o);
}

function writeStarts(memory: Uint8Array, at: number, { starts }: Taps, unit: number): void {
  const words = new Int32Array(memory.buffer, at, starts.length);
  for (let i = 0; i < starts.length; i++) words[i] = starts[i]! * unit;
}

// lo(0) lo(1) hi(0) hi(1) for each two taps, as wasm/resample.ts says.
function writePairs(memory: Uint8Array, at: number, taps: Taps, pairs: number): void {
  const { starts, weights, stride } = taps;
  const words = new Int32Array(memory.buffer, at, starts.length * pairs * 2);
  for (let i = 0, o = 0; i < starts.length; i++) {
    const end = (i + 1) * stride;
    for (let k = i * stride, p = 0; p < pairs; p++, k += 2) {
      const first = k < end ? fixedPoint(weights[k]!) : 0;
      const second = k + 1 < end ? fixedPoint(weights[k + 1]!) : 0;
      words[o++] = (first & 0x7fff) | ((second & 0x7fff) << 16);
      words[o++] = ((first >> 15) & 0xffff) | ((second >> 15) << 16);
    }
  }
}

// lo(0..7) hi(0..7) for each eight taps.
function writeEights(memory: Uint8Array, at: number, taps: Taps, eights: number): void {
  const { starts, weights, stride } = taps;
  const halves = new Int16Array(memory.buffer, at, starts.length * eights * 16).fill(0);
  for (let i = 0; i < starts.length; i++) {
    for (let k = 0; k < Math.min(stride, 8 * eights); k++) {
      const weight = fixedPoint(weights[i * stride + k]!);
      const o = (i * eights + (k >> 3)) * 16 + (k & 7);
      halves[o] = weight & 0x7fff;
      halves[o + 8] = weight >> 15;
    }
  }
}

// Four taps of two positions: lo(0..3) lo(0..3) hi(0..3) hi(0..3); zeros up to four positions.
function writeFours(memory: Uint8Array, places: Places, taps: Taps): void {
  const { starts, weights, counts, stride } = taps;
  const size = align(starts.length, 4);
  new Int32Array(memory.buffer, places.startsX, size).fill(0, starts.length);
  const halves = new Int16Array(memory.buffer, places.weightsX, size * 8).fill(0);
  for (let i = 0; i < starts.length; i++) {
    for (let k = 0, o = (i >> 1) * 16 + (i & 1) * 4; k < counts[i]!; k++, o++) {
      const weight = fixedPoint(weights[i * stride + k]!);
      halves[o] = weight & 0x7fff;
      halves[o + 8] = weight >> 15;
    }
  }
}
