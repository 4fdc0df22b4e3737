import { normalFill } from "../../util/normal-fill.ts";
import type { Rng } from "../../util/rng.ts";
import { uninitialized } from "./allocate.ts";
import { type Kernels, withSimd } from "./simd.ts";

/** What `wasm/normal.ts` exports. */
interface NormalKernels extends Kernels {
  readonly normals: (at: number, count: number) => void;
}

// Numbers go through the kernels' memory in blocks of this many.
const block = 4096;

/** `length` normal numbers of mean 0 and deviation 1, as `torch.randn` draws them. */
export function normalNoise(length: number, rng: Rng): Float32Array {
  return (length < 64 ? undefined : noiseSimd(length, rng)) ?? normalFill(length, 0, 1, rng);
}

/** The same for 16 and more by the kernels; `undefined`, and nothing drawn, where there are none. */
export function noiseSimd(length: number, rng: Rng): Float32Array | undefined {
  return withSimd("normal", 4 * block, (kernels: NormalKernels) => {
    const memory = new Float32Array(kernels.memory.buffer);
    const out = uninitialized(length);
    rng.fill(out);
    const change = (start: number, count: number) => {
      memory.set(out.subarray(start, start + count));
      kernels.normals(0, count);
      out.set(memory.subarray(0, count), start);
    };
    const whole = length - (length % 16);
    for (let at = 0; at < whole; at += block) change(at, Math.min(block, whole - at));
    if (whole < length) {
      // The last 16 are drawn anew.
      rng.fill(out.subarray(length - 16));
      change(length - 16, 16);
    }
    return out;
  });
}
