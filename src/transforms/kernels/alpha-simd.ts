import { uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/alpha.ts` exports. */
interface AlphaKernels extends Kernels {
  readonly premultiply: (at: number, bytes: number) => void;
  readonly unpremultiply: (at: number, bytes: number) => void;
}

// Pixels go through the kernels' memory in blocks of this size, which stay in the cache.
const block = 2 ** 15;

/** RGBA bytes weighed by alpha, or the way back; `undefined` where there are no kernels. */
export function alphaSimd(
  src: Uint8Array,
  what: "premultiply" | "unpremultiply",
  out: Uint8Array = uninitializedBytes(src.length),
): Uint8Array | undefined {
  return withSimd("alpha", block + 64, (kernels: AlphaKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    for (let at = 0; at < src.length; at += block) {
      const some = src.subarray(at, at + block);
      memory.set(some);
      kernels[what](0, some.length);
      out.set(memory.subarray(0, some.length), at);
    }
    return out;
  });
}
