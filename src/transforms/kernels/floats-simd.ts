import type { Kernels } from "../../util/wasm.ts";
import type { AffineMap } from "./float-maps.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/floats.ts` exports; places are byte offsets in its memory. */
interface FloatKernels extends Kernels {
  readonly affine: (dst: number, src: number, count: number, maps: number) => void;
  readonly solarize: (dst: number, src: number, count: number, from: number) => void;
  readonly posterize: (dst: number, src: number, count: number, levels: number) => void;
  readonly sharpen: (
    dst: number,
    src: number,
    stride: number,
    rows: number,
    c: number,
    factor: number,
  ) => void;
  readonly extremes: (src: number, count: number, ends: number) => void;
}

interface FloatBlock {
  readonly kernels: FloatKernels;
  readonly memory: Float32Array;
  readonly count: number;
}

// Constants come first, then a block, which stays in the processor's cache, and the result.
const block = 12 * 512;
const source = 256;
const result = source + 4 * block + 64;
const end = result + 4 * block + 64;

// Calls `use` for each block, after `first`; copies the results to `out` if there is one. False where
// there are no kernels.
function eachBlock(
  src: Float32Array,
  out: Float32Array | undefined,
  use: (block: FloatBlock) => void,
  first: (memory: Float32Array) => void = () => {},
): boolean {
  const done = withSimd("floats", end, (kernels: FloatKernels) => {
    const memory = new Float32Array(kernels.memory.buffer);
    first(memory);
    for (let at = 0; at < src.length; at += block) {
      const count = Math.min(block, src.length - at);
      memory.set(src.subarray(at, at + count), source / 4);
      use({ kernels, memory, count });
      out?.set(memory.subarray(result / 4, result / 4 + count), at);
    }
    return true;
  });
  return done ?? false;
}

/** `affineFloatsInto` with one map or three. */
export function affineSimd(
  out: Float32Array,
  src: Float32Array,
  maps: readonly AffineMap[],
): boolean {
  if (maps.length !== 1 && maps.length !== 3) return false;
  const first = (memory: Float32Array) => {
    for (let i = 0; i < 12; i++) {
      const { low = 0, scale, add = 0 } = maps[i % maps.length]!;
      memory[i] = low;
      memory[12 + i] = scale;
      memory[24 + i] = add;
    }
  };
  return eachBlock(
    src,
    out,
    ({ kernels, count }) => kernels.affine(result, source, count, 0),
    first,
  );
}

/** `solarizeFloats`. */
export function solarizeSimd(out: Float32Array, src: Float32Array, from: number): boolean {
  return eachBlock(src, out, ({ kernels, count }) => kernels.solarize(result, source, count, from));
}

/** `posterizeFloats`. */
export function posterizeSimd(out: Float32Array, src: Float32Array, levels: number): boolean {
  return eachBlock(src, out, ({ kernels, count }) =>
    kernels.posterize(result, source, count, levels),
  );
}

/** `floatRanges` of one channel or three. */
export function rangesSimd(
  src: Float32Array,
  channels: number,
): [low: number, high: number][] | undefined {
  if (channels !== 1 && channels !== 3) return undefined;
  const ranges = Array.from({ length: channels }, (): [number, number] => [Infinity, -Infinity]);
  const note = (values: Float32Array) => {
    for (let i = 0; i < values.length; i++) {
      const range = ranges[i % channels]!;
      range[0] = Math.min(range[0], values[i]!);
      range[1] = Math.max(range[1], values[i]!);
    }
  };
  const use = ({ kernels, memory, count }: FloatBlock) => {
    const whole = count - (count % 12);
    memory.fill(Infinity, 0, 12).fill(-Infinity, 12, 24);
    kernels.extremes(source, whole, 0);
    if (whole > 0) note(memory.subarray(0, 24));
    note(memory.subarray(source / 4 + whole, source / 4 + count));
  };
  return eachBlock(src, undefined, use) ? ranges : undefined;
}

/**
 * Writes the inner rows of `sharpenFloats` into `out`, band by band with a row more on each side; their
 * first and last pixels are left to the caller.
 */
export function sharpenFloatsSimd(
  out: Float32Array,
  src: Float32Array,
  stride: number,
  channels: number,
  factor: number,
): boolean {
  const inner = src.length / stride - 2;
  const band = Math.min(inner, Math.max(1, Math.floor(block / stride)));
  const to = (band + 2) * stride + 16;
  const bytes = 4 * (to + band * stride + 16);
  const done = withSimd("floats", bytes, ({ sharpen, memory: { buffer } }: FloatKernels) => {
    const memory = new Float32Array(buffer);
    for (let row = 0; row < inner; row += band) {
      const rows = Math.min(band, inner - row);
      memory.set(src.subarray(row * stride, (row + rows + 2) * stride));
      sharpen(4 * to, 4 * stride, 4 * stride, rows, 4 * channels, factor);
      out.set(memory.subarray(to, to + rows * stride), (row + 1) * stride);
    }
    return true;
  });
  return done ?? false;
}
