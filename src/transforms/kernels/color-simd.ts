import { type Kernels, withSimd } from "./simd.ts";

/** What `wasm/color.ts` exports; places are byte offsets in its memory. */
interface ColorKernels extends Kernels {
  readonly mapOne: (dst: number, src: number, count: number, table: number) => void;
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
  readonly luma: (dst: number, src: number, pixels: number) => void;
  readonly lumaThrice: (dst: number, src: number, pixels: number) => void;
  readonly lumaSum: (src: number, pixels: number) => number;
  readonly saturate: (dst: number, src: number, pixels: number, factor: number) => void;
  readonly shiftHue: (dst: number, src: number, pixels: number, shift: number) => void;
  readonly sharpen: (
    dst: number,
    src: number,
    stride: number,
    rows: number,
    c: number,
    factor: number,
  ) => void;
}

// Tables and counts come first, then a block of the source, the same through a table, and the result.
// A block stays in the processor's cache, and holds whole groups of 3, 12, 16 and 48 bytes.
const block = 3 * 8192;
const slack = 64;
const source = 16_384;
const mapped = source + block + slack;
const result = mapped + block + slack;
const end = result + block + slack;

interface Block {
  readonly kernels: ColorKernels;
  readonly memory: Uint8Array;
  /** Where its `count` bytes lie, and where they come from in the whole. */
  readonly from: number;
  readonly count: number;
  readonly at: number;
}

// Calls `use` for each block of the source, seen through `table`; false where there are no kernels.
function eachBlock(
  src: Uint8Array,
  use: (block: Block) => void,
  { table, first }: { table?: Uint8Array | undefined; first?: (memory: Uint8Array) => void } = {},
): boolean {
  const done = withSimd("color", end, (kernels: ColorKernels) => {
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
  const use = ({ kernels, memory, from, count, at }: Block) => {
    if (tables.length === 1) kernels.mapOne(result, from, count, 0);
    else kernels.mapThree(result, from, count, 0);
    out.set(memory.subarray(result, result + count), at);
  };
  return eachBlock(src, use, { first });
}

/** `maskBytes`. */
export function maskBytesSimd(
  out: Uint8Array,
  src: Uint8Array,
  { and, xor, from: lowest }: { readonly and: number; readonly xor: number; readonly from: number },
): boolean {
  return eachBlock(src, ({ kernels, memory, from, count, at }) => {
    kernels.maskBits(result, from, count, and, xor, lowest);
    out.set(memory.subarray(result, result + count), at);
  });
}

/** `histograms` of RGB pixels. */
export function histogramsSimd(src: Uint8Array): Int32Array[] | undefined {
  const all = [0, 1, 2].map(() => new Int32Array(256));
  // Each block's counts are added up: 4 sets of 3 channels of 256.
  const use = ({ kernels, memory, from, count }: Block) => {
    kernels.countThree(from, Math.floor(count / 12) * 4, 0);
    for (let i = count - (count % 12); i < count; i++) all[i % 3]![memory[from + i]!]!++;
  };
  let counts: Int32Array | undefined;
  const first = (memory: Uint8Array) => {
    counts = new Int32Array(memory.buffer, 0, 4 * 3 * 256).fill(0);
  };
  if (!eachBlock(src, use, { first }) || counts === undefined) return undefined;
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
  const use = ({ kernels, memory, from, count, at }: Block) => {
    const whole = count - (count % 48);
    kernels.extremesOfThree(from, whole, 0, 48);
    note(memory.subarray(from + whole, from + count));
    if (at + count < src.length || src.length < 48) return;
    note(memory.subarray(0, 48));
    note(memory.subarray(48, 96));
  };
  return eachBlock(src, use, { first })
    ? low.map((least, c) => [least, high[c]!] as const)
    : undefined;
}

/** `lumaBytes` of RGB pixels, in `channels` equal channels. */
export function lumaSimd(out: Uint8Array, src: Uint8Array, channels: 1 | 3): boolean {
  return eachBlock(src, ({ kernels, memory, from, count, at }) => {
    const made = (count / 3) * channels;
    if (channels === 1) kernels.luma(result, from, count / 3);
    else kernels.lumaThrice(result, from, count / 3);
    out.set(memory.subarray(result, result + made), (at / 3) * channels);
  });
}

/** The sum of the greys of RGB pixels, each byte going through `table` first where there is one. */
export function lumaSumSimd(src: Uint8Array, table: Uint8Array | undefined): number | undefined {
  let sum = 0;
  const use = ({ kernels, memory, from, count }: Block) => {
    // Pixels come in fours; black ones, which add nothing, fill up the last.
    memory.fill(0, from + count, from + count + 12);
    sum += kernels.lumaSum(from, Math.ceil(count / 12) * 4);
  };
  return eachBlock(src, use, { table }) ? sum : undefined;
}

/** `saturateBytesInto` of RGB pixels. */
export function saturateSimd(
  out: Uint8Array,
  src: Uint8Array,
  table: Uint8Array | undefined,
  factor: number,
): boolean {
  const use = ({ kernels, memory, from, count, at }: Block) => {
    kernels.saturate(result, from, count / 3, factor);
    out.set(memory.subarray(result, result + count), at);
  };
  return eachBlock(src, use, { table });
}

/** `shiftHueBytesInto` of RGB pixels. */
export function shiftHueSimd(
  out: Uint8Array,
  src: Uint8Array,
  table: Uint8Array | undefined,
  shift: number,
): boolean {
  const use = ({ kernels, memory, from, count, at }: Block) => {
    kernels.shiftHue(result, from, count / 3, shift);
    out.set(memory.subarray(result, result + count), at);
  };
  return eachBlock(src, use, { table });
}

/** Writes the inner rows of `sharpenBytes` into `out`, band by band with a row more on each side. */
export function sharpenSimd(
  out: Uint8Array,
  src: Uint8Array,
  stride: number,
  channels: number,
  factor: number,
): boolean {
  const inner = src.length / stride - 2;
  const band = Math.min(inner, Math.max(1, Math.floor(block / stride)));
  const to = align((band + 2) * stride);
  const done = withSimd("color", to + band * stride + slack, (kernels: ColorKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    for (let row = 0; row < inner; row += band) {
      const rows = Math.min(band, inner - row);
      memory.set(src.subarray(row * stride, (row + rows + 2) * stride));
      kernels.sharpen(to, stride, stride, rows, channels, factor);
      out.set(memory.subarray(to, to + rows * stride), (row + 1) * stride);
    }
    return true;
  });
  return done ?? false;
}

function align(offset: number): number {
  return Math.ceil((offset + slack) / 16) * 16;
}
