import { uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import type { Pixels } from "./gather.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/move.ts` exports. */
interface MoveKernels extends Kernels {
  readonly mirrorRows: (
    size: number,
    dst: number,
    src: number,
    rows: number,
    width: number,
  ) => void;
  readonly pickGrid: (
    size: number,
    dst: number,
    rows: number,
    count: number,
    cols: number,
    width: number,
  ) => void;
}

// Bytes go through the kernels' memory in blocks of about this size, which stay in the cache.
const block = 2 ** 16;
// Kernels read and write up to 16 bytes past the end.
const slack = 64;

// Pixels move as they are, whatever numbers they hold.
const mostBytes = 16;

function bytesOf({ buffer, byteOffset, byteLength }: Pixels): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function arrayLike<T extends Pixels>(like: T, bytes: Uint8Array): T {
  const Kind = like.constructor as { new (buffer: ArrayBufferLike): T };
  return like instanceof Uint8Array ? (bytes as Pixels as T) : new Kind(bytes.buffer);
}

/** Rows of pixels turned round; `undefined` where there are no kernels. */
export function mirrorRowsSimd<T extends Pixels>(
  pixels: T,
  width: number,
  channels: number,
): T | undefined {
  const src = bytesOf(pixels);
  const size = channels * pixels.BYTES_PER_ELEMENT;
  if (size > mostBytes) return undefined;
  const stride = width * size;
  const step = Math.max(1, Math.floor(block / stride)) * stride;
  const to = align(step);
  return withSimd("move", to + step + slack, (kernels: MoveKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    const out = uninitializedBytes(src.length);
    for (let at = 0; at < src.length; at += step) {
      const length = Math.min(step, src.length - at);
      memory.set(src.subarray(at, at + length));
      kernels.mirrorRows(size, to, 0, length / stride, width);
      out.set(memory.subarray(to, to + length), at);
    }
    return arrayLike(pixels, out);
  });
}

/** A grid of pixels picked by row and column. */
export interface Grid {
  /** Values of a row of the source. */
  readonly stride: number;
  readonly channels: number;
  /** The source row of each row; none is negative. */
  readonly rows: Int32Array;
  /** The source pixel of each pixel of a row; none is negative. */
  readonly cols: Int32Array;
}

/** `out[y, x] = src[rows[y], cols[x]]`; `undefined` where there are no kernels. */
export function pickSimd<T extends Pixels>(pixels: T, grid: Grid): T | undefined {
  const { rows, cols } = grid;
  const src = bytesOf(pixels);
  const stride = grid.stride * pixels.BYTES_PER_ELEMENT;
  const size = grid.channels * pixels.BYTES_PER_ELEMENT;
  if (size > mostBytes) return undefined;
  const length = cols.length * size;
  const most = Math.max(1, Math.floor(block / Math.max(stride, length)));
  const colsAt = align(4 * most);
  const to = colsAt + align(4 * cols.length);
  // As many source rows as output rows, or twice as many where that saves copying each by itself.
  const from = to + align(most * length);
  const end = from + 2 * most * stride + slack;
  return withSimd("move", end, (kernels: MoveKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    const out = uninitializedBytes(rows.length * length);
    const offsets = new Int32Array(memory.buffer, colsAt, cols.length);
    for (let x = 0; x < cols.length; x++) offsets[x] = cols[x]! * size;
    for (let y = 0; y < rows.length; y += most) {
      const some = rows.subarray(y, y + most);
      const places = new Int32Array(memory.buffer, 0, some.length);
      copyRows(memory, from, src, stride, some, places);
      kernels.pickGrid(size, to, 0, some.length, colsAt, cols.length);
      out.set(memory.subarray(to, to + some.length * length), y * length);
    }
    return arrayLike(pixels, out);
  });
}

// Puts the rows into the memory, all between the first and the last where that is one short copy, and
// writes down where each of them begins.
function copyRows(
  memory: Uint8Array,
  at: number,
  src: Uint8Array,
  stride: number,
  rows: Int32Array,
  places: Int32Array,
): void {
  let first = rows[0]!;
  let last = first;
  for (let i = 1; i < rows.length; i++) {
    first = Math.min(first, rows[i]!);
    last = Math.max(last, rows[i]!);
  }
  if (last - first < 2 * rows.length) {
    memory.set(src.subarray(first * stride, (last + 1) * stride), at);
    for (let i = 0; i < rows.length; i++) places[i] = at + (rows[i]! - first) * stride;
    return;
  }
  for (let i = 0; i < rows.length; i++) {
    places[i] = at + i * stride;
    memory.set(src.subarray(rows[i]! * stride, (rows[i]! + 1) * stride), places[i]!);
  }
}

function align(offset: number): number {
  return Math.ceil((offset + slack) / 16) * 16;
}
