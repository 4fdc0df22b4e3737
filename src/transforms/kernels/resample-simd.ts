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

/** Where everything lies in the kernels' memory, as byte offsets, and how often their loops turn. */
export interface Plan {
  readonly from: ByteSource;
  readonly x: Taps | undefined;
  readonly y: Taps | undefined;
  /** One channel, and windows of at most four taps along x: a kernel of its own. */
  readonly fewGreys: boolean;
  /** Along x, four taps a turn (eight for one channel); along y, two. */
  readonly turnsX: number;
  readonly turnsY: number;
  readonly weightsX: number;
  readonly startsX: number;
  readonly weightsY: number;
  readonly startsY: number;
  /** Rows of the source, `stride` bytes apart. */
  readonly band: number;
  readonly bandRows: number;
  readonly stride: number;
  /** What the pass along y reads, rows `pitch` bytes apart. */
  readonly middle: number;
  readonly pitch: number;
  readonly out: number;
  readonly outRow: number;
  readonly length: number;
  /** How many bytes of memory all this takes. */
  readonly end: number;
}

/** Lays out the memory. */
export function planOf(from: ByteSource, x: Taps | undefined, y: Taps | undefined): Plan {
  const { width, channels, cols, rows } = from;
  const wide = x?.starts.length ?? cols;
  const tall = y?.starts.length ?? rows;
  const [turnTaps, turnBytes] = channels === 1 ? [8, 32] : [4, 16];
  const turnsX = Math.ceil(most(x) / turnTaps);
  const fewGreys = channels === 1 && most(x) <= 4;
  const turnsY = Math.ceil(most(y) / 2);
  const stride = ((width - cols) * channels > callBytes ? cols : width) * channels;
  const bandRows = align(Math.min(rows, Math.ceil(bandBytes / stride)), 4);
  const outRow = wide * channels;
  const pitch = x === undefined ? stride : outRow;
  const length = tall * outRow;
  let end = 0;
  const place = (bytes: number) => {
    const start = end;
    end = align(start + bytes + slack, 16);
    return start;
  };
  // Four rows at a time, two taps at a time: up to three rows too many are read and written.
  return {
    ...{ from, x, y, fewGreys, turnsX, turnsY, bandRows, stride, pitch, outRow, length },
    weightsX: place((wide + 3) * turnsX * turnBytes),
    startsX: place(4 * (wide + 3)),
    weightsY: place(tall * turnsY * 8),
    startsY: place(4 * tall),
    band: place(x === undefined ? 0 : (bandRows + 3) * stride + turnsX * turnTaps * channels),
    middle: place(y === undefined ? 0 : (rows + 3) * pitch),
    out: place(length + 3 * outRow),
    end,
  };
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
  const { from, x, y, middle, pitch, out, outRow, length } = plan;
  if (x === undefined) copyRows(memory, middle, plan, 0, from.rows);
  else alongX(kernels, memory, plan, x);
  if (y !== undefined) {
    const { startsY, weightsY, turnsY } = plan;
    writeStarts(memory, startsY, y, pitch);
    writePairs(memory, weightsY, y, turnsY);
    kernels.rowsY(out, middle, pitch, outRow, y.starts.length, startsY, weightsY, turnsY);
  }
  const result = uninitializedBytes(length);
  result.set(memory.subarray(out, out + length));
  return result;
}

function alongX(kernels: ResampleKernels, memory: Uint8Array, plan: Plan, x: Taps): void {
  const { from, y, turnsX, weightsX, startsX, band, bandRows, stride, outRow } = plan;
  const { channels, rows } = from;
  const width = x.starts.length;
  writeStarts(memory, startsX, x, channels);
  if (plan.fewGreys) writeFours(memory, plan, x);
  else if (channels === 1) writeEights(memory, weightsX, x, turnsX);
  else writePairs(memory, weightsX, x, 2 * turnsX);
  let dst = y === undefined ? plan.out : plan.middle;
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
  if (plan.stride === full)
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
function writeFours(memory: Uint8Array, plan: Plan, taps: Taps): void {
  const { starts, weights, counts, stride } = taps;
  const size = align(starts.length, 4);
  new Int32Array(memory.buffer, plan.startsX, size).fill(0, starts.length);
  const halves = new Int16Array(memory.buffer, plan.weightsX, size * 8).fill(0);
  for (let i = 0; i < starts.length; i++) {
    for (let k = 0, o = (i >> 1) * 16 + (i & 1) * 4; k < counts[i]!; k++, o++) {
      const weight = fixedPoint(weights[i * stride + k]!);
      halves[o] = weight & 0x7fff;
      halves[o + 8] = weight >> 15;
    }
  }
}
