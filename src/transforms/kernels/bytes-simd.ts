import { type Block, type BlockKernels, eachBlock, result, takeResult } from "./simd-blocks.ts";

/** What `wasm/bytes.ts` exports; places are byte offsets in its memory. */
interface BytesKernels extends BlockKernels {
  readonly mapThree: (dst: number, src: number, count: number, tables: number) => void;
  readonly maskBits: (
    dst: number,
    src: number,
    count: number,
    and: number,
    xor: number,
    from: number,
  ) => void;
  readonly countThree: (src: number, pixels: number, counts: number) => void;
  readonly extremesOfThree: (src: number, bytes: number, low: number, high: number) => void;
}

/** `mapBytesInto` for one table or three. */
export function mapBytesSimd(
  out: Uint8Array,
  src: Uint8Array,
  tables: readonly Uint8Array[],
): boolean {
  if (tables.length !== 1 && tables.length !== 3) return false;
  const first = (memory: Uint8Array) => {
    for (const [c, table] of tables.entries()) memory.set(table, 256 * c);
  };
  const use = (part: Block<BytesKernels>) => {
    const { kernels, from, count } = part;
    if (tables.length === 1) kernels.mapOne(result, from, count, 0);
    else kernels.mapThree(result, from, count, 0);
    takeResult(out, part);
  };
  return eachBlock("bytes", src, use, { first });
}

/** `maskBytes`. */
export function maskBytesSimd(
  out: Uint8Array,
  src: Uint8Array,
  { and, xor, from: lowest }: { readonly and: number; readonly xor: number; readonly from: number },
): boolean {
  const use = (part: Block<BytesKernels>) => {
    part.kernels.maskBits(result, part.from, part.count, and, xor, lowest);
    takeResult(out, part);
  };
  return eachBlock("bytes", src, use);
}

/** `histograms` of RGB pixels. */
export function histogramsSimd(src: Uint8Array): Int32Array[] | undefined {
  const all = [0, 1, 2].map(() => new Int32Array(256));
  // Each block's counts are added up: 4 sets of 3 channels of 256.
  const use = ({ kernels, memory, from, count }: Block<BytesKernels>) => {
    kernels.countThree(from, Math.floor(count / 12) * 4, 0);
    for (let i = count - (count % 12); i < count; i++) all[i % 3]![memory[from + i]!]!++;
  };
  let counts: Int32Array | undefined;
  const first = (memory: Uint8Array) => {
    counts = new Int32Array(memory.buffer, 0, 4 * 3 * 256).fill(0);
  };
  if (!eachBlock("bytes", src, use, { first }) || counts === undefined) return undefined;
  for (let i = 0; i < counts.length; i++) all[(i >> 8) % 3]![i & 255]! += counts[i]!;
  return all;
}

/** The smallest and largest byte of each channel of RGB pixels. */
export function extremesSimd(src: Uint8Array): (readonly [number, number])[] | undefined {
  const low = [255, 255, 255];
  const high = [0, 0, 0];
  const note = (bytes: Uint8Array) => {
    for (let i = 0; i < bytes.length; i++) {
      low[i % 3] = Math.min(low[i % 3]!, bytes[i]!);
      high[i % 3] = Math.max(high[i % 3]!, bytes[i]!);
    }
  };
  // 48 smallest and 48 largest bytes, 16 of each channel, lie at 0 and 48.
  const first = (memory: Uint8Array) => memory.fill(255, 0, 48).fill(0, 48, 96);
  const use = ({ kernels, memory, from, count, at }: Block<BytesKernels>) => {
    const whole = count - (count % 48);
    kernels.extremesOfThree(from, whole, 0, 48);
    note(memory.subarray(from + whole, from + count));
    if (at + count < src.length || src.length < 48) return;
    note(memory.subarray(0, 48));
    note(memory.subarray(48, 96));
  };
  return eachBlock("bytes", src, use, { first })
    ? low.map((least, c) => [least, high[c]!] as const)
    : undefined;
}
