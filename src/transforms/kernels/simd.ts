import { type Kernels, withModule } from "../../util/wasm.ts";

// Addresses are made once: making one takes longer than a small kernel.
const files = new Map<string, URL>();

/**
 * Calls `use` with the kernels of `wasm/<name>.ts` and at least `bytes` of scratch memory. Gives
 * `undefined` where there are none: no compiled file beside this one, no WebAssembly SIMD in this
 * engine, or not so much memory. Then plain loops do the same work.
 */
export function withSimd<K extends Kernels, T>(
  name: string,
  bytes: number,
  use: (kernels: K) => T,
): T | undefined {
  let file = files.get(name);
  if (file === undefined) {
    file = new URL(`./wasm/${name}.wasm`, import.meta.url);
    files.set(name, file);
  }
  return withModule(file, bytes, use);
}
