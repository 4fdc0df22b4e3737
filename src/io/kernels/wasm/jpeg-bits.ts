// AssemblyScript: a part of jpeg.ts beside this file. The bits of a scan.
//
// Bytes are first freed of the zeros after each 255 and laid down backwards, the first at TOP and each further
// one below: then 8 bytes loaded as a little-endian word are the next 64 bits, the first in the highest place,
// and the decoder meets neither markers nor the end of the data.

/** Up to 64 bits to be read next, the first in the highest place; how many of them count. */
export let buffer: u64 = 0;
export let count: i32 = 0;
/** Where the word lies whose first byte comes next. */
export let next: usize = 0;

let top: usize = 0;
let bottom: usize = 0;
let filled: i32 = 0; // bytes laid down
let ended: bool = false; // a marker was met, which `raw` stands at
let raw: usize = 0;
let rawEnd: usize = 0;

/** An empty stream over the memory between `low` and `high`; some slack must lie below it. */
export function open(low: usize, high: usize): void {
  top = high - 1;
  bottom = low;
  restart();
  raw = 0;
  rawEnd = 0;
}

/** Keeps where the decoder is. */
// @ts-ignore: decorator
@inline
export function keep(bits: u64, left: i32, at: usize): void {
  buffer = bits;
  count = left;
  next = at;
}

/** The file's bytes that come next, from where `rawPlace` says. */
export function feed(from: usize, to: usize): void {
  raw = from;
  rawEnd = to;
}

/** Where the first of the file's bytes lies that was not taken. */
export function rawPlace(): usize {
  return raw;
}

function restart(): void {
  buffer = 0;
  count = 0;
  next = top - 7;
  filled = 0;
  ended = false;
}

// Bits of the laid down bytes that were not read; negative if more were read than there were.
// @ts-ignore: decorator
@inline
function unread(): i32 {
  return filled * 8 - <i32>((top - 7 - next) << 3) + count;
}

/** True if the decoder went past the end of the data. */
// @ts-ignore: decorator
@inline
export function overrun(): bool {
  return unread() < 0;
}

/** Lays down what there is, if less than `bytes` are left; false if the decoder went past the end. */
export function supply(bytes: i32): bool {
  if (overrun()) return false;
  if (ended || unread() >= bytes << 3) return true;
  const taken = <i32>(top - 7 - next);
  const rest = filled - taken;
  if (rest < 0) return false; // what is left stands before a cut
  const lowest = top - <usize>filled + 1;
  memory.copy(lowest + <usize>taken, lowest, <usize>rest);
  next += <usize>taken;
  filled = rest;
  lay();
  return true;
}

function lay(): void {
  let from = raw;
  let to = top - <usize>filled;
  const full = i8x16.splat(-1);
  while (from < rawEnd && to > bottom + 16) {
    let clean = 0;
    if (from + 16 <= rawEnd) {
      const bytes = v128.load(from);
      v128.store(to - 15, i8x16.swizzle(bytes,
        i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
      const mask = i8x16.bitmask(i8x16.eq(bytes, full));
      clean = mask === 0 ? 16 : ctz(mask);
    } else if (load<u8>(from) !== 0xff) {
      store<u8>(to, load<u8>(from));
      clean = 1;
    }
    from += <usize>clean;
    to -= <usize>clean;
    if (clean !== 0 && (clean === 16 || from + 16 > rawEnd)) continue;
    // at a 255
    if (from + 1 >= rawEnd) break;
    if (load<u8>(from + 1) !== 0) {
      ended = true;
      break;
    }
    store<u8>(to, 0xff);
    from += 2;
    to -= 1;
  }
  filled = <i32>(top - to);
  raw = from;
}

/** True if the data ends here, but for the rest of a byte, and `marker` follows at once; goes past it. */
export function pass(marker: i32): bool {
  if (!supply(8) || !ended || unread() >= 8) return false;
  if (load<u8>(raw + 1) !== marker) return false;
  raw += 2;
  restart();
  return true;
}
