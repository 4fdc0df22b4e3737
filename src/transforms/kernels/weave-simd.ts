import { uninitializedBytes } from "../../util/allocate.ts";
import type { Kernels } from "../../util/wasm.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/weave.ts` exports. */
interface WeaveKernels extends Kernels {
  readonly weave: (
    channels: number,
    size: number,
    dst: number,
    src: number,
    plane: number,
    count: number,
  ) => void;
  readonly unweave: (
    channels: number,
    size: number,
    dst: number,
    plane: number,
    src: number,
    count: number,
  ) => void;
}

/** Arrays that pictures and tensors of pixels are kept in. */
export type Values = Uint8Array | Float32Array;

// Pixels that go through the kernels' memory at once, so that they stay in the cache; what runs past
// the end of a block is less than the slack.
const block = 4096;
const slack = 64;

/** `[c, n]` to `[n, c]`; `undefined` where there are no kernels. */
export function weaveSimd<T extends Values>(src: T, channels: number): T | undefined {
  return through(src, channels, (kernels, memory, from, to, { at, size, total, count, out }) => {
    const plane = block * size + slack;
    for (let c = 0; c < channels; c++) {
      const first = (c * total + at) * size;
      memory.set(bytesOf(src).subarray(first, first + count * size), from + c * plane);
    }
    kernels.weave(channels, size, to, from, plane, count);
    out.set(memory.subarray(to, to + count * channels * size), at * channels * size);
  });
}

/** `[n, c]` to `[c, n]`; `undefined` where there are no kernels. */
export function unweaveSimd<T extends Values>(src: T, channels: number): T | undefined {
  return through(src, channels, (kernels, memory, from, to, { at, size, total, count, out }) => {
    const plane = block * size + slack;
    const first = at * channels * size;
    memory.set(bytesOf(src).subarray(first, first + count * channels * size), from);
    kernels.unweave(channels, size, to, plane, from, count);
    for (let c = 0; c < channels; c++) {
      const start = to + c * plane;
      out.set(memory.subarray(start, start + count * size), (c * total + at) * size);
    }
  });
}

interface Block {
  readonly at: number;
  readonly count: number;
  /** Bytes of a value. */
  readonly size: number;
  /** Pixels of all blocks. */
  readonly total: number;
  readonly out: Uint8Array;
}

type Turn = (
  kernels: WeaveKernels,
  memory: Uint8Array,
  from: number,
  to: number,
  block: Block,
) => void;

function through<T extends Values>(src: T, channels: number, turn: Turn): T | undefined {
  const size = src.BYTES_PER_ELEMENT;
  const total = src.length / channels;
  const to = channels * (block * size + slack);
  return withSimd("weave", 2 * to, (kernels: WeaveKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    const out = uninitializedBytes(src.byteLength);
    for (let at = 0; at < total; at += block) {
      const count = Math.min(block, total - at);
      turn(kernels, memory, 0, to, { at, count, size, total, out });
    }
    return (src instanceof Uint8Array ? out : new Float32Array(out.buffer)) as T;
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: Values): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
