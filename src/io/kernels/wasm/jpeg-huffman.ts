// AssemblyScript: a part of jpeg.ts beside this file. Huffman codes, and the blocks that they spell.

import { buffer, count, keep, next } from "./jpeg-bits";

const LOOK: i32 = 10; // bits that one lookup decides
const SIZE: usize = 4096; // a table: an entry of 4 bytes for each value of these bits
const LONGER: usize = SIZE; // then, for each length up to 16: the first 16 bits that belong to longer codes,
const OFFSET: usize = SIZE + 128; // what a code is to be moved by, to find its symbol,
const SYMBOLS: usize = SIZE + 256; // and the symbols, in the order of their codes
const TABLE: usize = SIZE + 512;
const TABLES: usize = memory.data(18432, 16); // four of them

/** A block's levels, row by row. */
export const BLOCK: usize = memory.data(128, 16);

// Places in BLOCK by the zigzag, in bytes; too long a run ends in the last place, as in libjpeg.
const ORDER: usize = memory.data<u8>([
  0, 2, 16, 32, 18, 4, 6, 20, 34, 48, 64, 50, 36, 22, 8, 10, 24, 38, 52, 66, 80, 96, 82, 68, 54, 40,
  26, 12, 14, 28, 42, 56, 70, 84, 98, 112, 114, 100, 86, 72, 58, 44, 30, 46, 60, 74, 88, 102, 116, 118,
  104, 90, 76, 62, 78, 92, 106, 120, 122, 108, 94, 110, 124, 126, 126, 126, 126, 126, 126, 126, 126,
  126, 126, 126, 126, 126, 126, 126, 126, 126,
]);

/** Where in a block, in bytes, the level lies that comes `k`-th. */
// @ts-ignore: decorator
@inline
export function placeOf(k: i32): usize {
  return <usize>load<u8>(ORDER + <usize>k);
}

/** The address of table 0 to 3: two for the first levels of blocks, two for the others. */
// @ts-ignore: decorator
@inline
export function tableAt(slot: i32): usize {
  return TABLES + <usize>slot * TABLE;
}

// A number of `size` bits: the lower half stands for negative ones.
// @ts-ignore: decorator
@inline
function extend(bits: i32, size: i32): i32 {
  return bits + (((bits >> (size - 1)) - 1) & (1 - (1 << size)));
}

// An entry: bits to take in byte 0. Where a level's bits are among those looked at, the zeros before it in
// byte 1 and the level itself above; else the symbol in byte 1 and nothing above.
function entryFor(symbol: i32, length: i32, bits: i32, first: bool): i32 {
  const size = symbol & 15;
  const all = length + size;
  if (first || size === 0 || all > LOOK) return (symbol << 8) | length;
  const level = extend((bits >> (LOOK - all)) & ((1 << size) - 1), size);
  return (level << 16) | ((symbol >> 4) << 8) | all;
}

/** Makes table `slot` of 16 counts and the symbols at `src`; false for codes that libjpeg refuses. */
export function huffman(slot: i32, src: usize): bool {
  const table = tableAt(slot);
  const first = slot < 2;
  memory.fill(table, 0, SIZE);
  let code = 0;
  let done = 0;
  for (let length = 1; length <= 16; length++, code <<= 1) {
    const many = <i32>load<u8>(src + <usize>length - 1);
    store<i32>(table + OFFSET + ((<usize>length) << 2), done - code);
    for (let i = 0; i < many; i++, code++, done++) {
      const symbol = <i32>load<u8>(src + 16 + <usize>done);
      if (first && symbol > 15) return false;
      store<u8>(table + SYMBOLS + <usize>done, <u8>symbol);
      if (code >= 1 << length) return false;
      if (length > LOOK) continue;
      const span = 1 << (LOOK - length);
      for (let bits = code * span; bits < (code + 1) * span; bits++)
        store<i32>(table + ((<usize>bits) << 2), entryFor(symbol, length, bits, first));
    }
    // no code is all ones
    if (done > 0 && code >= 1 << length) return false;
    store<i32>(table + LONGER + ((<usize>length) << 2), code << (16 - length));
  }
  return done > 0;
}

// The symbol of a code longer than LOOK bits, above its length; 0 if there is none.
function longCode(table: usize, bits: i32): i32 {
  for (let length = LOOK + 1; length <= 16; length++) {
    const at = (<usize>length) << 2;
    if (bits >= load<i32>(table + LONGER + at)) continue;
    const place = (bits >> (16 - length)) + load<i32>(table + OFFSET + at);
    return (<i32>load<u8>(table + SYMBOLS + <usize>place) << 8) | length;
  }
  return 0;
}

/** The first level of the next block less that of the one before; `bad` if no code fits. */
export const bad: i32 = i32.MIN_VALUE;

// @ts-ignore: decorator
@inline
export function firstLevel(table: usize): i32 {
  let bits = buffer;
  let left = count;
  let at = next;
  bits |= load<u64>(at) >> left;
  at -= (63 - left) >> 3;
  left |= 56;
  let entry = load<i32>(table + (<usize>(bits >> (64 - LOOK)) << 2));
  if (entry === 0) entry = longCode(table, <i32>(bits >> 48));
  if (entry === 0) return bad;
  const length = entry & 255;
  const size = entry >> 8;
  bits <<= length;
  let level = 0;
  if (size !== 0) {
    level = extend(<i32>(bits >> (64 - size)), size);
    bits <<= size;
  }
  keep(bits, left - length - size, at);
  return level;
}

/**
 * The other levels, put into BLOCK if `kept`: gives the place after the last one in the order of the
 * file, 1 if there is none; `bad` if no code fits.
 */
// @ts-ignore: decorator
@inline
export function otherLevels(table: usize, kept: bool): i32 {
  let bits = buffer, left = count, at = next;
  let k = 1;
  do {
    bits |= load<u64>(at) >> left;
    at -= (63 - left) >> 3;
    left |= 56;
    let entry = load<i32>(table + (<usize>(bits >> (64 - LOOK)) << 2));
    let level = entry >> 16;
    if (level === 0) {
      if (entry === 0) entry = longCode(table, <i32>(bits >> 48));
      if (entry === 0) return bad;
      const length = entry & 255;
      const symbol = entry >> 8;
      const size = symbol & 15;
      bits <<= length;
      left -= length;
      if (size === 0) {
        if (symbol !== 0xf0) break;
        k += 16;
        continue;
      }
      level = extend(<i32>(bits >> (64 - size)), size);
      bits <<= size;
      left -= size;
      k += symbol >> 4;
    } else {
      const length = entry & 255;
      bits <<= length;
      left -= length;
      k += (entry >> 8) & 255;
    }
    if (kept) store<i16>(BLOCK + placeOf(k), <i16>level);
    k++;
  } while (k < 64);
  keep(bits, left, at);
  return k;
}
