import type { Value } from "./node.ts";
import type { Tensor } from "./tensor.ts";

// Smaller memory costs less to make anew than to send around.
const LEAST = 2 ** 16;

/**
 * Remembers the memory of tensors that were just made over memory of their own. What it returns finds
 * that memory again, for who moves it elsewhere because the tensors are over by then: using them is
 * an error from then on. Memory that a run is reading, and that of small tensors, is left out.
 */
export function lend(tensors: readonly Tensor[]): () => ArrayBuffer[] {
  const values = tensors.map(({ node }) => node.value);
  return () => {
    const taken: ArrayBuffer[] = [];
    for (const value of values) {
      if (value === undefined || value.held) continue;
      const { buffer, byteLength } = value.data;
      if (!(buffer instanceof ArrayBuffer) || byteLength < LEAST) continue;
      if (buffer.byteLength !== byteLength) continue; // others may look at the rest
      value.native = undefined; // it looks at this memory too
      taken.push(buffer);
    }
    return taken;
  };
}

/** Runs something that reads numbers in memory: nobody takes that memory away meanwhile. */
export async function whileHeld<T>(values: readonly Value[], run: () => Promise<T>): Promise<T> {
  for (const value of values) value.held = (value.held ?? 0) + 1;
  try {
    return await run();
  } finally {
    for (const value of values) value.held!--;
  }
}
