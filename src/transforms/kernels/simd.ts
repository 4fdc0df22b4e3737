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

/** What each module of `wasm/` exports beside its functions; places in it are byte offsets. */
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
 * Calls `use` with the kernels of `wasm/<name>.ts` and at least `bytes` of scratch memory. Gives
 * `undefined` where there are none: no compiled file beside this one, no WebAssembly SIMD in this
 * engine, or not so much memory. Then plain loops do the same work.
 */
export function withSimd<K extends Kernels, T>(
  name: string,
  bytes: number,
  use: (kernels: K) => T,
): T | undefined {
  const kernels = instance(name);
  if (kernels === undefined || !reserve(kernels.memory, bytes)) return undefined;
  try {
    return use(kernels as K);
  } finally {
    if (kernels.memory.buffer.byteLength > kept) idle.delete(name);
  }
}

function instance(name: string): Kernels | undefined {
  const ready = idle.get(name);
  if (ready !== undefined) return ready;
  const module = compiled.get(name) ?? compile(new URL(`./wasm/${name}.wasm`, import.meta.url));
  compiled.set(name, module);
  if (module === "none") return undefined;
  const fresh = new WebAssembly.Instance(module).exports as Kernels;
  idle.set(name, fresh);
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
