import { setImmediate as turn } from "node:timers/promises";

/** Memory of the process in bytes. */
export interface MemoryReading {
  readonly step: number;
  /** Objects of JavaScript, after a collection. */
  readonly heap: number;
  /** Array buffers and what native code reported, after a collection. */
  readonly external: number;
  /** Pages that the system gave the process, after a collection. */
  readonly rss: number;
  /** The same before the collection: what a user would see in a process list. */
  readonly rssBefore: number;
}

/** Reads the memory, collecting garbage first; needs `node --expose-gc`. */
export async function readMemory(step: number): Promise<MemoryReading> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("readMemory: start Node with --expose-gc");
  const rssBefore = process.memoryUsage.rss();
  // Finalizers of native objects run between two turns of the event loop.
  for (let i = 0; i < 3; i++) {
    gc();
    await turn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { step, heap: heapUsed, external, rss, rssBefore };
}
