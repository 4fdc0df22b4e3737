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
  if (bytes < pooled.least) return Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer;
  const memory = takeIdle(bytes) ?? (Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer);
  issued.add(memory);
  log?.push(memory);
  return memory;
}

let log: ArrayBuffer[] | undefined;

/** What `make` returns, and the memory that was given out meanwhile: to `recycle` what nobody keeps. */
export function withMemoryTaken<T>(make: () => T): {
  readonly made: T;
  readonly taken: Uint8Array[];
} {
  const outer = log;
  const taken: ArrayBuffer[] = [];
  log = taken;
  try {
    return { made: make(), taken: taken.map((buffer) => new Uint8Array(buffer)) };
  } finally {
    log = outer;
  }
}

// Blocks of less than `least` bytes are not worth it; more than `most` bytes are not kept.
const pooled = { least: 2 ** 14, most: 2 ** 26 } as const;
// A cache, not state: who takes such memory writes it before it is read.
const idle: ArrayBuffer[] = [];
let idleBytes = 0;
const issued = new WeakSet<ArrayBuffer>();

/**
 * Hands back memory that `uninitialized` or `uninitializedBytes` gave and that nobody will look at again: the
 * next picture or tensor of about this size takes it. V8 collects all garbage for every few dozen megabytes of
 * typed arrays, which took as long as decoding. Other memory is left alone.
 */
export function recycle(view: ArrayBufferView): void {
  const { buffer } = view;
  if (!(buffer instanceof ArrayBuffer) || !issued.delete(buffer)) return;
  if (buffer.byteLength === 0) return; // it was moved to another thread
  idle.push(buffer);
  idleBytes += buffer.byteLength;
  while (idleBytes > pooled.most) idleBytes -= idle.shift()!.byteLength;
}

// The block that was handed back last among those that are at most a quarter too large.
function takeIdle(bytes: number): ArrayBuffer | undefined {
  const at = idle.findLastIndex(
    ({ byteLength }) => byteLength >= bytes && byteLength <= 1.25 * bytes,
  );
  if (at === -1) return undefined;
  const [found] = idle.splice(at, 1);
  idleBytes -= found!.byteLength;
  return found;
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
