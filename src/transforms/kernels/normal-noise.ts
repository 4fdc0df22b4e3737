import { uninitialized } from "../../util/allocate.ts";
import { normalFill } from "../../util/normal-fill.ts";
import type { Rng } from "../../util/rng.ts";
import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/normal.ts` exports. */
interface NormalKernels extends Kernels {
  readonly normals: (at: number, count: number) => void;
  readonly scale: (at: number, count: number, mean: number, sigma: number) => void;
}

// Numbers go through the kernels' memory in blocks of this many.
const block = 4096;

/** How noise is scaled: `mean + sigma * noise`, each step in float32. */
export interface NoiseScale {
  readonly mean: number;
  readonly sigma: number;
}

const standard = { mean: 0, sigma: 1 };

/** `length` normal numbers as `mean + torch.randn(length) * sigma` has them. */
export function normalNoise(length: number, rng: Rng, scale: NoiseScale = standard): Float32Array {
  return (length < 64 ? undefined : noiseSimd(length, rng, scale)) ?? plain(length, rng, scale);
}

/** The same in plain loops. */
export function plain(length: number, rng: Rng, { mean, sigma }: NoiseScale): Float32Array {
  const out = normalFill(length, 0, 1, rng);
  const [add, times] = [Math.fround(mean), Math.fround(sigma)];
  for (let i = 0; i < length; i++) out[i] = add + Math.fround(out[i]! * times);
  return out;
}

/** The same for 16 and more by the kernels; `undefined`, and nothing drawn, where there are none. */
export function noiseSimd(
  length: number,
  rng: Rng,
  { mean, sigma }: NoiseScale,
): Float32Array | undefined {
  return withSimd("normal", 4 * block, (kernels: NormalKernels) => {
    const memory = new Float32Array(kernels.memory.buffer);
    const out = uninitialized(length);
    rng.fill(out);
    const change = (start: number, count: number) => {
      memory.set(out.subarray(start, start + count));
      kernels.normals(0, count);
      kernels.scale(0, count, mean, sigma);
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
