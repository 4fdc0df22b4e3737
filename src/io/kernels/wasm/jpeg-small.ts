// AssemblyScript: a part of jpeg.ts beside this file. Blocks at a half, a quarter and an eighth of their edge:
// libjpeg's reduced inverse cosine transforms, which leave out the high frequencies.

import { BLOCK } from "./jpeg-huffman";

const WORK: usize = memory.data(256, 16); // the first pass's results: 4 rows of 8 values of 32 bits

// @ts-ignore: decorator
@inline
function level(steps: usize, i: usize): i32 {
  return <i32><i16>(load<i16>(BLOCK + (i << 1)) * load<i16>(steps + (i << 1)));
}

// @ts-ignore: decorator
@inline
function round(value: i32, bits: i32): i32 {
  return (value + (1 << (bits - 1))) >> bits;
}

// @ts-ignore: decorator
@inline
function put(dst: usize, value: i32): void {
  store<u8>(dst, <u8>min(255, max(0, value + 128)));
}

// @ts-ignore: decorator
@inline
function work(i: usize): usize {
  return WORK + (i << 2);
}

/** 4 x 4 bytes. */
export function quarterBlock(steps: usize, dst: usize, stride: usize): void {
  for (let x: usize = 0; x < 8; x++) {
    if (x === 4) continue; // the second pass has no use for it
    const a1 = level(steps, 8 + x), a2 = level(steps, 16 + x), a3 = level(steps, 24 + x);
    const a5 = level(steps, 40 + x), a6 = level(steps, 48 + x), a7 = level(steps, 56 + x);
    const u = level(steps, x) << 14;
    const v = a2 * 15137 - a6 * 6270;
    const p = a1 * 8697 - a3 * 17799 + a5 * 11893 - a7 * 1730;
    const q = a1 * 20995 + a3 * 7373 - a5 * 4926 - a7 * 4176;
    store<i32>(work(x), round(u + v + q, 12));
    store<i32>(work(x + 24), round(u + v - q, 12));
    store<i32>(work(x + 8), round(u - v + p, 12));
    store<i32>(work(x + 16), round(u - v - p, 12));
  }
  for (let y: usize = 0; y < 4; y++, dst += stride) {
    const row = WORK + (y << 5);
    const a1 = load<i32>(row, 4), a2 = load<i32>(row, 8), a3 = load<i32>(row, 12);
    const a5 = load<i32>(row, 20), a6 = load<i32>(row, 24), a7 = load<i32>(row, 28);
    const u = load<i32>(row) << 14;
    const v = a2 * 15137 - a6 * 6270;
    const p = a1 * 8697 - a3 * 17799 + a5 * 11893 - a7 * 1730;
    const q = a1 * 20995 + a3 * 7373 - a5 * 4926 - a7 * 4176;
    put(dst, round(u + v + q, 19));
    put(dst + 3, round(u + v - q, 19));
    put(dst + 1, round(u - v + p, 19));
    put(dst + 2, round(u - v - p, 19));
  }
}

/** 2 x 2 bytes. */
export function sixteenthBlock(steps: usize, dst: usize, stride: usize): void {
  for (let x: usize = 0; x < 8; x++) {
    if (x === 2 || x === 4 || x === 6) continue;
    const u = level(steps, x) << 15;
    const v = level(steps, 8 + x) * 29692 - level(steps, 24 + x) * 10426 +
      level(steps, 40 + x) * 6967 - level(steps, 56 + x) * 5906;
    store<i32>(work(x), round(u + v, 13));
    store<i32>(work(x + 8), round(u - v, 13));
  }
  for (let y: usize = 0; y < 2; y++, dst += stride) {
    const row = WORK + (y << 5);
    const u = load<i32>(row) << 15;
    const v = load<i32>(row, 4) * 29692 - load<i32>(row, 12) * 10426 +
      load<i32>(row, 20) * 6967 - load<i32>(row, 28) * 5906;
    put(dst, round(u + v, 20));
    put(dst + 1, round(u - v, 20));
  }
}

/** The block's mean. */
// @ts-ignore: decorator
@inline
export function meanBlock(steps: usize, dst: usize): void {
  put(dst, round(level(steps, 0), 3));
}
