import { withSimd } from "./simd.ts";
import {
  type Block,
  type BlockKernels,
  block,
  eachBlock,
  result,
  slack,
  takeResult,
} from "./simd-blocks.ts";

/** What `wasm/color.ts` exports; places are byte offsets in its memory. */
interface ColorKernels extends BlockKernels {
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

/** `lumaBytes` of RGB pixels, in `channels` equal channels. */
export function lumaSimd(out: Uint8Array, src: Uint8Array, channels: 1 | 3): boolean {
  const use = ({ kernels, memory, from, count, at }: Block<ColorKernels>) => {
    const made = (count / 3) * channels;
    if (channels === 1) kernels.luma(result, from, count / 3);
    else kernels.lumaThrice(result, from, count / 3);
    out.set(memory.subarray(result, result + made), (at / 3) * channels);
  };
  return eachBlock("color", src, use);
}

/** The sum of the greys of RGB pixels, each byte going through `table` first where there is one. */
export function lumaSumSimd(src: Uint8Array, table: Uint8Array | undefined): number | undefined {
  let sum = 0;
  const use = ({ kernels, memory, from, count }: Block<ColorKernels>) => {
    // Pixels come in fours; black ones, which add nothing, fill up the last.
    memory.fill(0, from + count, from + count + 12);
    sum += kernels.lumaSum(from, Math.ceil(count / 12) * 4);
  };
  return eachBlock("color", src, use, { table }) ? sum : undefined;
}

/** `saturateBytesInto` of RGB pixels. */
export function saturateSimd(
  out: Uint8Array,
  src: Uint8Array,
  table: Uint8Array | undefined,
  factor: number,
): boolean {
  const use = (part: Block<ColorKernels>) => {
    part.kernels.saturate(result, part.from, part.count / 3, factor);
    takeResult(out, part);
  };
  return eachBlock("color", src, use, { table });
}

/** `shiftHueBytesInto` of RGB pixels. */
export function shiftHueSimd(
  out: Uint8Array,
  src: Uint8Array,
  table: Uint8Array | undefined,
  shift: number,
): boolean {
  const use = (part: Block<ColorKernels>) => {
    part.kernels.shiftHue(result, part.from, part.count / 3, shift);
    takeResult(out, part);
  };
  return eachBlock("color", src, use, { table });
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
