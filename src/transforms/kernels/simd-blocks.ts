import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

// Tables and counts come first, then a block of the source, the same through a table, and the result.
// A block stays in the processor's cache, and holds whole groups of 3, 12, 16 and 48 bytes.
export const block = 3 * 8192;
/** How far past their end the kernels' loops may read and write. */
export const slack = 64;
const source = 16_384;
const mapped = source + block + slack;
/** Where a kernel puts a block's result. */
export const result = mapped + block + slack;
const end = result + block + slack;

/** A module whose memory has room for blocks; `mapOne` sends bytes through a table. */
export interface BlockKernels extends Kernels {
  readonly mapOne: (dst: number, src: number, count: number, table: number) => void;
}

/** One block of a picture's bytes in the kernels' memory. */
export interface Block<K extends BlockKernels> {
  readonly kernels: K;
  readonly memory: Uint8Array;
  /** Where its `count` bytes lie, and where they come from in the whole. */
  readonly from: number;
  readonly count: number;
  readonly at: number;
}

/**
 * Calls `use` for each block of the source, seen through `table`, after `first` has filled the memory
 * below 16 KiB; false where there are no kernels.
 */
export function eachBlock<K extends BlockKernels>(
  name: string,
  src: Uint8Array,
  use: (block: Block<K>) => void,
  { table, first }: { table?: Uint8Array | undefined; first?: (memory: Uint8Array) => void } = {},
): boolean {
  const done = withSimd(name, end, (kernels: K) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    if (table !== undefined) memory.set(table);
    first?.(memory);
    const from = table === undefined ? source : mapped;
    for (let at = 0; at < src.length; at += block) {
      const count = Math.min(block, src.length - at);
      memory.set(src.subarray(at, at + count), source);
      if (table !== undefined) kernels.mapOne(mapped, source, count, 0);
      use({ kernels, memory, from, count, at });
    }
    return true;
  });
  return done ?? false;
}

/** Copies a block's result to its place in `out`. */
export function takeResult(out: Uint8Array, { memory, count, at }: Block<BlockKernels>): void {
  out.set(memory.subarray(result, result + count), at);
}
