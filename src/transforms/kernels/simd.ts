import { readFileSync } from "node:fs";

// The part of the standard's types that is used here; the compiler's own come with the browser's library only.
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
type Module = object;
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: Module) => { readonly exports: unknown };
};

/** What `wasm/resample.ts` exports; all places are byte offsets in its memory. */
export interface SimdKernels {
  readonly memory: Memory;
  readonly pixelsX: (
    channels: number,
    dst: number,
    dstStride: number,
    src: number,
    srcStride: number,
    rows: number,
    width: number,
    starts: number,
    weights: number,
    groups: number,
  ) => void;
  readonly greysX: (
    dst: number,
    dstStride: number,
    src: number,
    srcStride: number,
    rows: number,
    width: number,
    starts: number,
    weights: number,
    groups: number,
  ) => void;
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

/** Scratch memory above this many bytes is let go after use. */
const kept = 64 * 2 ** 20;
const page = 2 ** 16;

// A cache, not state: scratch memory is written before it is read, so no result depends on it.
let compiled: Module | "none" | undefined;
let idle: SimdKernels | undefined;

/**
 * Calls `use` with the SIMD kernels and at least `bytes` of scratch memory. Gives `undefined` where
 * there are none: no compiled file beside this one, or no WebAssembly SIMD, or no such memory.
 */
export function withSimd<T>(bytes: number, use: (kernels: SimdKernels) => T): T | undefined {
  compiled ??= compile(new URL("./wasm/resample.wasm", import.meta.url));
  if (compiled === "none") return undefined;
  idle ??= new WebAssembly.Instance(compiled).exports as SimdKernels;
  const kernels = idle;
  if (!reserve(kernels.memory, bytes)) return undefined;
  try {
    return use(kernels);
  } finally {
    if (kernels.memory.buffer.byteLength > kept) idle = undefined;
  }
}

/** The module of a file, or "none" where it is absent or this engine cannot run it. */
export function compile(file: URL): Module | "none" {
  try {
    if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) return "none"; // wasm is little-endian
    return new WebAssembly.Module(readFileSync(file));
  } catch {
    return "none";
  }
}

function reserve(memory: Memory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return true;
  try {
    memory.grow(Math.ceil(missing / page));
    return true;
  } catch {
    return false;
  }
}
