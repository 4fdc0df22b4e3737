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

/** What each module of a folder `wasm/` exports beside its functions; places in it are byte offsets. */
export interface Kernels {
  readonly memory: Memory;
}

/** Scratch memory above this many bytes is let go after use. */
const kept = 64 * 2 ** 20;
const page = 2 ** 16;

// Caches, not state: scratch memory is written before it is read, so no result depends on them.
const compiled = new Map<string, Module | "none">();
const idle = new Map<string, Kernels>();

/**
 * Calls `use` with the kernels of a compiled file and at least `bytes` of scratch memory. Gives
 * `undefined` where there are none: no such file, no WebAssembly SIMD in this engine, or not so much
 * memory.
 */
export function withModule<K extends Kernels, T>(
  file: URL,
  bytes: number,
  use: (kernels: K) => T,
): T | undefined {
  const kernels = instance(file);
  if (kernels === undefined || !reserve(kernels.memory, bytes)) return undefined;
  try {
    return use(kernels as K);
  } finally {
    if (kernels.memory.buffer.byteLength > kept) idle.delete(file.href);
  }
}

function instance(file: URL): Kernels | undefined {
  const ready = idle.get(file.href);
  if (ready !== undefined) return ready;
  const module = compiled.get(file.href) ?? compile(file);
  compiled.set(file.href, module);
  if (module === "none") return undefined;
  const fresh = new WebAssembly.Instance(module).exports as Kernels;
  idle.set(file.href, fresh);
  return fresh;
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
