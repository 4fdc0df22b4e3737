import { uninitialized } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/blend.ts` exports; places are byte offsets. */
interface BlendKernels extends Kernels {
  readonly blend: (
    dst: number,
    a: number,
    b: number,
    count: number,
    share: number,
    rest: number,
  ) => void;
}

// Values go through the kernels' memory in blocks of this many, which stay in the cache.
const block = 8192;
const room = 4 * block + 64;

/** `blendWithPrevious` by the kernels; `undefined` where there are none. */
export function blendSimd(
  src: Float32Array,
  count: number,
  share: number,
): Float32Array | undefined {
  const length = src.length / count;
  return withSimd("blend", 3 * room, (kernels: BlendKernels) => {
    const floats = new Float32Array(kernels.memory.buffer);
    const out = uninitialized(src.length);
    for (let item = 0; item < count; item++) {
      const start = item * length;
      const shift = ((item + count - 1) % count) * length - start;
      for (let at = start; at < start + length; at += block) {
        const end = Math.min(start + length, at + block);
        floats.set(src.subarray(at, end), room / 4);
        floats.set(src.subarray(at + shift, end + shift), room / 2);
        kernels.blend(0, room, 2 * room, end - at, share, 1 - share);
        out.set(floats.subarray(0, end - at), at);
      }
    }
    return out;
  });
}
