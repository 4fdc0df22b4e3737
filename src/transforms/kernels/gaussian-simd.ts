import { uninitialized } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import type { BlurLayout } from "./gaussian.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/gaussian.ts` exports; places are byte offsets. */
interface GaussianKernels extends Kernels {
  readonly down: (
    dst: number,
    src: number,
    rows: number,
    count: number,
    weights: number,
    reach: number,
  ) => void;
  readonly across: (
    dst: number,
    line: number,
    step: number,
    count: number,
    weights: number,
    reach: number,
  ) => void;
}

/** What a blur needs beside the values; see `blurFloats`. */
export interface BlurPlan {
  readonly down: Float64Array;
  readonly across: Float64Array;
  /** The rows that each row and those around it stand for, `reach` more at both ends. */
  readonly rows: Int32Array;
  /** Where the values of a line's left border are in it, then those of its right border. */
  readonly border: Int32Array;
}

// Rows go through the kernels' memory in bands of about this many values.
const band = 2 ** 16;
const slack = 64;

/** `blurFloats` by the kernels; `undefined` where there are none. */
export function blurSimd(
  src: Float32Array,
  layout: BlurLayout,
  { down, across, rows, border }: BlurPlan,
): Float32Array | undefined {
  const { height } = layout;
  const stride = layout.width * layout.channels;
  const [reachY, reachX] = [(down.length - 1) / 2, (across.length - 1) / 2];
  const { tall, held, weightsX, line, table, out, source, end } = places(height, stride, border, {
    reachY,
    reachX,
  });
  return withSimd("gaussian", end, (kernels: GaussianKernels) => {
    const { buffer } = kernels.memory;
    const [floats, doubles] = [new Float32Array(buffer), new Float64Array(buffer)];
    doubles.set(down.subarray(reachY));
    doubles.set(across.subarray(reachX), weightsX / 8);
    const sums = doubles.subarray(line / 8, line / 8 + stride + border.length);
    const offsets = new Int32Array(buffer, table, tall + 2 * reachY);
    const result = uninitialized(src.length);
    for (let top = 0; top < height; top += tall) {
      const count = Math.min(tall, height - top);
      const first = Math.min(Math.max(0, top - reachY), height - held);
      floats.set(src.subarray(first * stride, (first + held) * stride), source / 4);
      for (let i = 0; i < count + 2 * reachY; i++)
        offsets[i] = 4 * stride * (rows[top + i]! - first);
      for (let y = 0; y < count; y++) {
        const middle = line + 4 * border.length;
        kernels.down(middle, source, table + 4 * (y + reachY), stride, 0, reachY);
        mirror(sums, border);
        const to = out + 4 * y * stride;
        kernels.across(to, middle, 8 * layout.channels, stride, weightsX, reachX);
      }
      result.set(floats.subarray(out / 4, out / 4 + count * stride), top * stride);
    }
    return result;
  });
}

// Rows of a band and those that are held for it, and where everything lies; the weights along y lie at 0.
function places(
  height: number,
  stride: number,
  border: Int32Array,
  { reachY, reachX }: { readonly reachY: number; readonly reachX: number },
) {
  const tall = Math.min(height, Math.max(Math.ceil(band / stride), 2 * reachY));
  // Mirrors may reach any row where the picture is small: then all are held.
  const held = Math.min(height, tall + 2 * reachY);
  const weightsX = 8 * (reachY + 1);
  const line = up(weightsX + 8 * (reachX + 1));
  const table = up(line + 8 * (stride + border.length) + slack);
  const out = up(table + 4 * (tall + 2 * reachY));
  const source = up(out + 4 * tall * stride + slack);
  const end = source + 4 * held * stride + slack;
  return { tall, held, weightsX, line, table, out, source, end };
}

/** Fills a line's borders with the values that they mirror. */
export function mirror(line: Float64Array, border: Int32Array): void {
  const start = border.length / 2;
  const after = line.length - start;
  for (let i = 0; i < start; i++) {
    line[i] = line[border[i]!]!;
    line[after + i] = line[border[start + i]!]!;
  }
}

function up(offset: number): number {
  return Math.ceil(offset / 16) * 16;
}
