// AssemblyScript: a part of jpeg.ts beside this file. Blocks that nobody wants: their bits are read, since the next
// block begins after them and since damage is an error wherever it is, but no level is made of them.

import { buffer, count, keep, next } from "./jpeg-bits";
import { END, LOOK, OTHER, entryAt, entryOf, tableAt } from "./jpeg-huffman";

// For each value of the next LOOK bits, how far all the levels go whose codes are among these: bits to take in the
// lowest 6 bits, places in the block in the next 7, then a bit for the end of the block. No place is so far as NONE.
const TABLES: usize = memory.data(4096, 16); // for tables 2 and 3 of jpeg-huffman.ts
const SIZE: usize = 2048;
const PLACES: u64 = 6;
const LAST: u64 = 1 << 13;
const NONE: u64 = 127 << PLACES;

let ready: i32 = 0; // a bit for each table that was made

/** Other codes came to `table`. */
export function forget(): void {
  ready = 0;
}

function make(table: usize, steps: usize): void {
  for (let bits = 0; bits < 1 << LOOK; bits++) {
    let taken = 0, places = 0;
    let last: u64 = 0;
    while (taken < LOOK) {
      const entry = entryAt(table, (bits << taken) & ((1 << LOOK) - 1));
      const code = <i32>(<i32>entry < 0 ? entry : entry >> 8) & 63;
      if (entry === OTHER || taken + code > LOOK) break;
      taken += <i32>entry & 63;
      if (<i32>entry >= 0) places += 1 + <i32>(entry >> 24);
      else if (entry & END) {
        last = LAST;
        break;
      } else places += 16;
    }
    const found = taken === 0 || places > 63 ? NONE : (<u64>places << PLACES) | last | <u64>taken;
    store<u16>(steps + ((<usize>bits) << 1), <u16>found);
  }
}

// @ts-ignore: decorator
@inline
function lookUp(steps: usize, bits: u64): u64 {
  return <u64>load<u16>(steps + (<usize>(bits >> (64 - LOOK)) << 1));
}

// @ts-ignore: decorator
@inline
function placesOf(entry: u64): i32 {
  return <i32>(entry >> PLACES) & 127;
}

// @ts-ignore: decorator
@inline
function stepsOf(table: usize): usize {
  const other = table > tableAt(2) ? 1 : 0;
  const steps = TABLES + <usize>other * SIZE;
  if (!(ready & (1 << other))) {
    make(table, steps);
    ready |= 1 << other;
  }
  return steps;
}

/** Passes over the other levels of a block; false if no code fits. */
// @ts-ignore: decorator
@inline
export function skipLevels(table: usize): bool {
  const steps = stepsOf(table);
  let bits = buffer, left = <u64>count, at = next;
  let k = 1;
  do {
    bits |= load<u64>(at) >> left;
    at -= <usize>(~left >> 3) & 7;
    left |= 56;
    let entry = lookUp(steps, bits);
    let after = k + placesOf(entry);
    if (after > 63) {
      // the block's last place is among them, or no code: one by one
      entry = entryOf(table, bits);
      if (entry === 0) return false;
      bits <<= entry;
      left -= entry;
      if (<i32>entry < 0 && entry & END) break;
      k += <i32>entry < 0 ? 16 : 1 + <i32>(entry >> 24);
      continue;
    }
    bits <<= entry;
    left -= entry;
    k = after;
    if (entry & LAST) break;
    // of the 56 bits, that took at most 25
    entry = lookUp(steps, bits);
    after = k + placesOf(entry);
    if (after > 63) continue;
    bits <<= entry;
    left -= entry;
    k = after;
    if (entry & LAST) break;
  } while (k < 64);
  keep(bits, <i32>left & 63, at);
  return true;
}
