// AssemblyScript: a part of jpeg.ts beside this file. Huffman codes, and the blocks that they spell.

import { buffer, count, keep, next } from "./jpeg-bits";

export const LOOK: i32 = 10; // bits that one lookup decides
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

/** Makes all levels 0. A call of memory.fill takes longer. */
// @ts-ignore: decorator
@inline
export function clearBlock(): void {
  const none = i64x2.splat(0);
  v128.store(BLOCK, none);
  v128.store(BLOCK, none, 16);
  v128.store(BLOCK, none, 32);
  v128.store(BLOCK, none, 48);
  v128.store(BLOCK, none, 64);
  v128.store(BLOCK, none, 80);
  v128.store(BLOCK, none, 96);
  v128.store(BLOCK, none, 112);
}

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

// What an entry says, beside the bits to take, if it is no level: the end of a block, 16 zeros; neither of
// these for a code of more than LOOK bits, or none.
export const OTHER: u64 = 1 << 31;
/** The end of a block. */
export const END: u64 = 256;
const ZEROS: u64 = 512;

// An entry: in byte 0 the bits to take, code and level; in byte 1 those of the code; in byte 2 a shift that leaves of
// the bits after it the level's; in byte 3 the zeros before the level. Shifts look at the lowest 6 bits of what they
// are given, so that nothing has to be masked.
function entryFor(symbol: i32, length: i32, first: bool): u64 {
  const size = symbol & 15;
  if (first || size !== 0) {
    const shift = 63 - size;
    return <u64>(((symbol >> 4) << 24) | (shift << 16) | (length << 8) | (length + size));
  }
  // libjpeg ends the block at other runs without a level, too
  return OTHER | (symbol === 0xf0 ? ZEROS : END) | <u64>length;
}

// The level that `bits` begin with: a first bit of 0 stands for negative ones.
// @ts-ignore: decorator
@inline
function levelOf(bits: u64, entry: u64): i32 {
  const level = bits << (entry >> 8);
  const sign = ~(<i64>level >> 63);
  const size = (level ^ <u64>sign) >> 1 >> (entry >> 16);
  return (<i32>size ^ <i32>sign) - <i32>sign;
}

/** Makes table `slot` of 16 counts and the symbols at `src`; false for codes that libjpeg refuses. */
export function huffman(slot: i32, src: usize): bool {
  const table = tableAt(slot);
  const first = slot < 2;
  let at = table; // entries up to here are made
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
      const entry = <u32>entryFor(symbol, length, first);
      for (const end = table + ((<usize>(code + 1) << (LOOK - length)) << 2); at < end; at += 4) store<u32>(at, entry);
    }
    // no code is all ones
    if (done > 0 && code >= 1 << length) return false;
    store<i32>(table + LONGER + ((<usize>length) << 2), code << (16 - length));
  }
  for (; at < table + SIZE; at += 4) store<u32>(at, <u32>OTHER);
  return done > 0;
}

// The entry of a code longer than LOOK bits; 0 if there is none.
function longCode(table: usize, bits: i32): u64 {
  for (let length = LOOK + 1; length <= 16; length++) {
    const at = (<usize>length) << 2;
    if (bits >= load<i32>(table + LONGER + at)) continue;
    const place = (bits >> (16 - length)) + load<i32>(table + OFFSET + at);
    return entryFor(<i32>load<u8>(table + SYMBOLS + <usize>place), length, table < tableAt(2));
  }
  return 0;
}

/** An entry of a table. */
// @ts-ignore: decorator
@inline
export function entryAt(table: usize, bits: i32): u64 {
  return <u64>load<u32>(table + (<usize>bits << 2));
}

// @ts-ignore: decorator
@inline
function lookUp(table: usize, bits: u64): u64 {
  return entryAt(table, <i32>(bits >> (64 - LOOK)));
}

/** The entry for what `bits` begin with, in the table or not; 0 if no code fits. */
// @ts-ignore: decorator
@inline
export function entryOf(table: usize, bits: u64): u64 {
  const entry = lookUp(table, bits);
  return entry === OTHER ? longCode(table, <i32>(bits >> 48)) : entry;
}

/** The first level of the next block less that of the one before; `bad` if no code fits. */
export const bad: i32 = i32.MIN_VALUE;

// @ts-ignore: decorator
@inline
export function firstLevel(table: usize): i32 {
  let bits = buffer, left = <u64>count, at = next;
  bits |= load<u64>(at) >> left;
  at -= <usize>(~left >> 3) & 7;
  left |= 56;
  const entry = entryOf(table, bits);
  if (entry === 0) return bad;
  const level = levelOf(bits, entry);
  keep(bits << entry, <i32>(left - entry) & 63, at);
  return level;
}

/**
 * The other levels, put into BLOCK: gives the place after the last one in the order of the file, 1 if there is none;
 * `bad` if no code fits.
 */
// @ts-ignore: decorator
@inline
export function otherLevels(table: usize): i32 {
  let bits = buffer, left = <u64>count, at = next;
  let k = 1;
  do {
    bits |= load<u64>(at) >> left;
    at -= <usize>(~left >> 3) & 7;
    left |= 56;
    let entry = entryOf(table, bits);
    if (entry === 0) return bad;
    if (<i32>entry < 0) {
      bits <<= entry;
      left -= entry;
      if (entry & END) break;
      k += 16;
      continue;
    }
    k += <i32>(entry >> 24);
    store<i16>(BLOCK + placeOf(k), <i16>levelOf(bits, entry));
    bits <<= entry;
    left -= entry;
    k++;
    if (k >= 64) break;
    // of the 56 bits, a level whose code was in the table took at most 25
    entry = lookUp(table, bits);
    if (<i32>entry < 0) continue;
    k += <i32>(entry >> 24);
    store<i16>(BLOCK + placeOf(k), <i16>levelOf(bits, entry));
    bits <<= entry;
    left -= entry;
    k++;
  } while (k < 64);
  keep(bits, <i32>left & 63, at);
  return k;
}
