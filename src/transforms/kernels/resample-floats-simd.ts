import { uninitialized } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import type { Taps } from "./filters.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/resample-floats.ts` exports. */
interface FloatKernels extends Kernels {
  readonly floatsX: (
    channels: number,
    dst: number,
    src: number,
    srcStride: number,
    rows: number,
    width: number,
    ...taps: TapPlaces
  ) => void;
  readonly floatsY: (
    dst: number,
    src: number,
    length: number,
    height: number,
    ...taps: TapPlaces
  ) => void;
}

type TapPlaces = readonly [starts: number, counts: number, weights: number, stride: number];

// The kernels' loops read and write past the end of a row by less than this many bytes.
const slack = 64;
// Source rows are handed over in bands of about this size, which stay in the processor's cache.
const bandBytes = 2 ** 16;

/** Along x: `[height, width, c]` to `[height, taps' size, c]`; `undefined` where there are no kernels. */
export function floatsXSimd(
  src: Float32Array,
  width: number,
  channels: number,
  taps: Taps,
): Float32Array | undefined {
  const wide = taps.starts.length;
  const rows = src.length / (width * channels);
  const band = Math.min(rows, Math.max(1, Math.floor(bandBytes / (4 * width * channels))));
  const [from, to] = [tapBytes(taps), tapBytes(taps) + align(4 * band * width * channels)];
  const end = to + align(4 * band * wide * channels);
  return withSimd("resample-floats", end, (kernels: FloatKernels) => {
    const memory = new Float32Array(kernels.memory.buffer);
    const places = writeTaps(memory, taps, 4 * channels);
    const out = uninitialized(rows * wide * channels);
    for (let row = 0; row < rows; row += band) {
      const count = Math.min(band, rows - row);
      const at = row * width * channels;
      memory.set(src.subarray(at, at + count * width * channels), from / 4);
      kernels.floatsX(channels, to, from, 4 * width * channels, count, wide, ...places);
      const done = memory.subarray(to / 4, to / 4 + count * wide * channels);
      out.set(done, row * wide * channels);
    }
    return out;
  });
}

/** Along y: `[height, rowLength]` to `[taps' size, rowLength]`; `undefined` where there are no kernels. */
export function floatsYSimd(
  src: Float32Array,
  rowLength: number,
  taps: Taps,
): Float32Array | undefined {
  const tall = taps.starts.length;
  const [from, to] = [tapBytes(taps), tapBytes(taps) + align(4 * src.length)];
  return withSimd("resample-floats", to + align(4 * tall * rowLength), (kernels: FloatKernels) => {
    const memory = new Float32Array(kernels.memory.buffer);
    const places = writeTaps(memory, taps, 4 * rowLength);
    memory.set(src, from / 4);
    kernels.floatsY(to, from, 4 * rowLength, tall, ...places);
    const out = uninitialized(tall * rowLength);
    out.set(memory.subarray(to / 4, to / 4 + out.length));
    return out;
  });
}

function tapBytes({ starts, weights }: Taps): number {
  return align(4 * (2 * starts.length + weights.length));
}

// Starts as byte offsets, counts, then weights in float32, from the beginning of the memory.
function writeTaps(memory: Float32Array, taps: Taps, unit: number): TapPlaces {
  const { starts, counts, weights, stride } = taps;
  const size = starts.length;
  const words = new Int32Array(memory.buffer, 0, 2 * size);
  for (let i = 0; i < size; i++) words[i] = starts[i]! * unit;
  words.set(counts, size);
  memory.set(weights, 2 * size);
  return [0, 4 * size, 8 * size, stride];
}

function align(bytes: number): number {
  return Math.ceil((bytes + slack) / 16) * 16;
}
