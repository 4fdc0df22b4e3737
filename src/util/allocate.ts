import { Buffer } from "node:buffer";

/** Floats with anything in them, for who writes all of them: without the zeros that `new` fills in. */
export function uninitialized(length: number): Float32Array<ArrayBuffer> {
  return new Float32Array(rawMemory(4 * length), 0, length);
}

/** Bytes with anything in them, for who writes all of them. */
export function uninitializedBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(rawMemory(length), 0, length);
}

function rawMemory(bytes: number): ArrayBuffer {
  keepFreedPages();
  return Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer;
}

let asked = false;

/**
 * Makes glibc's allocator keep up to 64 MiB of freed pages for the next picture, once a thread. By its
 * own rule a freed block of up to 32 MiB raises the limit above which blocks come from the system and
 * go back to it at once; until then every picture of over 128 KiB costs a page fault for each 4 KiB,
 * which took longer than the work of a whole pipeline. Elsewhere it does nothing.
 */
export function keepFreedPages(): void {
  if (asked) return;
  asked = true;
  // Just below glibc's limit. Never written, so it takes no memory; garbage at once.
  new ArrayBuffer(2 ** 25 - 2 ** 14);
}
