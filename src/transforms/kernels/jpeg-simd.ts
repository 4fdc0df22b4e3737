import type { Kernels } from "../../util/wasm.ts";
import type { BlockPlane } from "./jpeg-blocks.ts";
import { extendEdges } from "./jpeg-sampling.ts";
import { withSimd } from "./simd.ts";

/** What `wasm/jpeg.ts` exports; places are byte offsets. */
interface JpegKernels extends Kernels {
  readonly blocks: (data: number, width: number, height: number, steps: number) => void;
  readonly split: (luma: number, blue: number, red: number, src: number, width: number) => void;
  readonly halve: (dst: number, src: number, stride: number, width: number) => void;
  readonly double: (line: number, dst: number, near: number, far: number, wide: number) => void;
  readonly join: (dst: number, luma: number, blue: number, red: number, width: number) => void;
}

/** A plane in the kernels' memory. */
interface Place {
  readonly at: number;
  readonly width: number;
  readonly height: number;
}

// The kernels keep what they need below 2048 (a test asks `free`); a row of sums lies from `line` on.
const line = 2064;
const tableBytes = 512;
const slack = 64;

/** Pixels of one channel through JPEG by the kernels; `undefined` where there are none. */
export function graySimd(
  src: Uint8Array,
  width: number,
  height: number,
  steps: Uint8Array,
): Uint8Array | undefined {
  const luma = { at: line + tableBytes, width: up(width, 8), height: up(height, 8) };
  return withSimd("jpeg", endOf(luma), (kernels: JpegKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    writeSteps(memory, line, steps);
    for (let y = 0; y < height; y++)
      memory.set(src.subarray(y * width, (y + 1) * width), luma.at + y * luma.width);
    extendEdges(planeAt(memory, luma), width, height);
    kernels.blocks(luma.at, luma.width, luma.height, line);
    const out = new Uint8Array(src.length);
    for (let y = 0, at = luma.at; y < height; y++, at += luma.width)
      out.set(memory.subarray(at, at + width), y * width);
    return out;
  });
}

/** Pixels of three channels, more than four of them a row. */
export function colorsSimd(
  src: Uint8Array,
  width: number,
  height: number,
  lumaSteps: Uint8Array,
  chromaSteps: Uint8Array,
): Uint8Array | undefined {
  const [wide, tall] = [up(width, 16), up(height, 2)];
  const tables = up(line + wide + slack, 16);
  const luma = { at: tables + 2 * tableBytes, width: up(width, 8), height: up(height, 8) };
  const blue = { at: endOf(luma), width: wide, height: tall };
  const red = { ...blue, at: endOf(blue) };
  const half = { at: endOf(red), width: wide / 2, height: up(tall / 2, 8) };
  const pixels = endOf(half);
  return withSimd("jpeg", pixels + src.length + slack, (kernels: JpegKernels) => {
    const memory = new Uint8Array(kernels.memory.buffer);
    writeSteps(memory, tables, lumaSteps);
    writeSteps(memory, tables + tableBytes, chromaSteps);
    memory.set(src, pixels);
    for (let y = 0, from = pixels; y < height; y++, from += 3 * width) {
      const [b, r] = [blue.at + y * wide, red.at + y * wide];
      kernels.split(luma.at + y * luma.width, b, r, from, width);
    }
    extendEdges(planeAt(memory, luma), width, height);
    kernels.blocks(luma.at, luma.width, luma.height, tables);
    for (const full of [blue, red]) {
      extendEdges(planeAt(memory, full), width, height);
      shrink(kernels, half, full);
      extendEdges(planeAt(memory, half), half.width, tall / 2);
      kernels.blocks(half.at, half.width, half.height, tables + tableBytes);
      grow(kernels, full, half, Math.ceil(width / 2));
    }
    for (let y = 0, to = pixels; y < height; y++, to += 3 * width) {
      const [b, r] = [blue.at + y * wide, red.at + y * wide];
      kernels.join(to, luma.at + y * luma.width, b, r, width);
    }
    return memory.slice(pixels, pixels + src.length);
  });
}

function shrink(kernels: JpegKernels, half: Place, full: Place): void {
  for (let y = 0; y < full.height / 2; y++) {
    const [to, from] = [half.at + y * half.width, full.at + 2 * y * full.width];
    kernels.halve(to, from, full.width, half.width);
  }
}

function grow(kernels: JpegKernels, full: Place, half: Place, wide: number): void {
  const last = full.height / 2 - 1;
  for (let y = 0; y < full.height; y++) {
    const near = y >> 1;
    const far = (y & 1) === 0 ? Math.max(0, near - 1) : Math.min(last, near + 1);
    const place = (row: number) => half.at + row * half.width;
    kernels.double(line, full.at + y * full.width, place(near), place(far), wide);
  }
}

// Steps, four times the steps, and reciprocals of eight times the steps, as wasm/jpeg.ts says. The
// reciprocals are a hair too large, so that whole quotients stay whole; others are far from the next one.
function writeSteps(memory: Uint8Array, at: number, steps: Uint8Array): void {
  const words = new Int16Array(memory.buffer, at, tableBytes / 2);
  const floats = new Float32Array(memory.buffer, at, tableBytes / 4);
  for (let i = 0; i < 64; i++) {
    const [row, col] = [i >> 3, i & 7];
    words[32 * row + col] = steps[i]!;
    words[32 * row + 8 + col] = 4 * steps[i]!;
    floats[16 * row + 8 + col] = (1 + 2 ** -16) / (8 * steps[i]!);
  }
}

function planeAt(memory: Uint8Array, { at, width, height }: Place): BlockPlane {
  return { data: memory.subarray(at, at + width * height), width, height };
}

function endOf({ at, width, height }: Place): number {
  return up(at + width * height + slack, 16);
}

function up(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
