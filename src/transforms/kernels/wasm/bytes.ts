// AssemblyScript, see resample.ts beside this file. Bytes through tables and masks, counts and extremes.
//
// Loops over 8 to 16 bytes read and write past the end by less than 16: the caller leaves slack.

const TABLE: usize = 256; // bytes of a channel's table
const COUNTS: usize = 1024; // bytes of a channel's counts

/** Each byte looked up in one table; up to 7 bytes more are read and written. */
export function mapOne(dst: usize, src: usize, count: usize, table: usize): void {
  for (const end = src + count; src < end; src += 8, dst += 8) {
    const x = load<u32>(src);
    const y = load<u32>(src, 4);
    store<u8>(dst, load<u8>(table + (x & 255)));
    store<u8>(dst, load<u8>(table + ((x >> 8) & 255)), 1);
    store<u8>(dst, load<u8>(table + ((x >> 16) & 255)), 2);
    store<u8>(dst, load<u8>(table + (x >> 24)), 3);
    store<u8>(dst, load<u8>(table + (y & 255)), 4);
    store<u8>(dst, load<u8>(table + ((y >> 8) & 255)), 5);
    store<u8>(dst, load<u8>(table + ((y >> 16) & 255)), 6);
    store<u8>(dst, load<u8>(table + (y >> 24)), 7);
  }
}

/** Three channels side by side, each through its own table of three; up to 11 bytes more. */
export function mapThree(dst: usize, src: usize, count: usize, tables: usize): void {
  const green = tables + TABLE;
  const blue = green + TABLE;
  for (const end = src + count; src < end; src += 12, dst += 12) {
    const x = load<u32>(src);
    const y = load<u32>(src, 4);
    const z = load<u32>(src, 8);
    store<u8>(dst, load<u8>(tables + (x & 255)));
    store<u8>(dst, load<u8>(green + ((x >> 8) & 255)), 1);
    store<u8>(dst, load<u8>(blue + ((x >> 16) & 255)), 2);
    store<u8>(dst, load<u8>(tables + (x >> 24)), 3);
    store<u8>(dst, load<u8>(green + (y & 255)), 4);
    store<u8>(dst, load<u8>(blue + ((y >> 8) & 255)), 5);
    store<u8>(dst, load<u8>(tables + ((y >> 16) & 255)), 6);
    store<u8>(dst, load<u8>(green + (y >> 24)), 7);
    store<u8>(dst, load<u8>(blue + (z & 255)), 8);
    store<u8>(dst, load<u8>(tables + ((z >> 8) & 255)), 9);
    store<u8>(dst, load<u8>(green + ((z >> 16) & 255)), 10);
    store<u8>(dst, load<u8>(blue + (z >> 24)), 11);
  }
}

/** `(byte & and) ^ xor`, the same for all; for bytes from `from` on only. */
export function maskBits(dst: usize, src: usize, count: usize, and: i32, xor: i32, from: i32): void {
  const a = i8x16.splat(<i8>and);
  const x = i8x16.splat(<i8>xor);
  const f = i8x16.splat(<i8>from);
  for (const end = src + count; src < end; src += 16, dst += 16) {
    const p = v128.load(src);
    const changed = v128.xor(v128.and(p, a), x);
    v128.store(dst, v128.bitselect(changed, p, i8x16.ge_u(p, f)));
  }
}

// @ts-ignore: decorator
@inline
function count(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

/**
 * Adds to the counts of three channels, in four sets that take turns: equal neighbours would wait for
 * each other's sum. `pixels` is a multiple of 4.
 */
export function countThree(src: usize, pixels: usize, counts: usize): void {
  const second = counts + 3 * COUNTS;
  const third = second + 3 * COUNTS;
  const fourth = third + 3 * COUNTS;
  for (const end = src + 3 * pixels; src < end; src += 12) {
    const x = load<u32>(src);
    const y = load<u32>(src, 4);
    const z = load<u32>(src, 8);
    count(counts + ((x & 255) << 2));
    count(counts + COUNTS + (((x >> 8) & 255) << 2));
    count(counts + 2 * COUNTS + (((x >> 16) & 255) << 2));
    count(second + ((x >> 24) << 2));
    count(second + COUNTS + ((y & 255) << 2));
    count(second + 2 * COUNTS + (((y >> 8) & 255) << 2));
    count(third + (((y >> 16) & 255) << 2));
    count(third + COUNTS + ((y >> 24) << 2));
    count(third + 2 * COUNTS + ((z & 255) << 2));
    count(fourth + (((z >> 8) & 255) << 2));
    count(fourth + COUNTS + (((z >> 16) & 255) << 2));
    count(fourth + 2 * COUNTS + ((z >> 24) << 2));
  }
}

/** Smallest and largest bytes of three channels in 48 bytes each; `count` is a multiple of 48. */
export function extremesOfThree(src: usize, bytes: usize, low: usize, high: usize): void {
  let l0 = v128.load(low);
  let l1 = v128.load(low, 16);
  let l2 = v128.load(low, 32);
  let h0 = v128.load(high);
  let h1 = v128.load(high, 16);
  let h2 = v128.load(high, 32);
  for (const end = src + bytes; src < end; src += 48) {
    const x = v128.load(src);
    const y = v128.load(src, 16);
    const z = v128.load(src, 32);
    l0 = i8x16.min_u(l0, x);
    l1 = i8x16.min_u(l1, y);
    l2 = i8x16.min_u(l2, z);
    h0 = i8x16.max_u(h0, x);
    h1 = i8x16.max_u(h1, y);
    h2 = i8x16.max_u(h2, z);
  }
  v128.store(low, l0);
  v128.store(low, l1, 16);
  v128.store(low, l2, 32);
  v128.store(high, h0);
  v128.store(high, h1, 16);
  v128.store(high, h2, 32);
}
