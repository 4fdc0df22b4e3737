// AssemblyScript, see transforms/kernels/wasm/resample.ts. Decodes the rows of a JPEG's scan: bits to levels,
// levels to planes of bytes, planes to pixels, bit for bit as libjpeg-turbo does by default ("islow", smooth
// doubling of colours). The caller reads the markers and lays out the memory; see ../jpeg.ts.
//
// Of each component's plane two rows of coded units are kept, in turn: smooth doubling looks one row of
// colours up and down. Loops go past the end of rows by up to 32 bytes: the caller leaves slack.

import { doubleAcross, doubleDown } from "./jpeg-smooth";
import { overrun, pass, supply } from "./jpeg-bits";
import { BLOCK, bad, clearBlock, firstLevel, huffman as makeTable, otherLevels, placeOf, tableAt } from "./jpeg-huffman";
import { forget, skipLevels } from "./jpeg-skip";
import { meanOf, quarterBlock, sixteenthBlock } from "./jpeg-small";
import { doubleBoth, joinRow } from "../../../util/kernels/wasm/jpeg-colors";
import { inverseBlock } from "../../../util/kernels/wasm/jpeg-inverse";

export { feed, open, rawPlace } from "./jpeg-bits";

const STEPS: usize = memory.data(512, 16); // four tables of 64 steps of 16 bits, row by row

/** A component of the scan. */
@unmanaged
class Component {
  across: i32; // blocks a unit, across and down
  down: i32;
  edge: i32; // bytes a block, across and down: 8, 4, 2 or 1
  first: usize; // tables
  others: usize;
  steps: usize;
  plane: usize;
  stride: i32;
  from: i32; // the columns of blocks that are wanted
  to: i32;
  level: i32; // the first level of the last block
}

const PARTS: usize = memory.data(256, 16);

// @ts-ignore: decorator
@inline
function part(i: i32): Component {
  return changetype<Component>(PARTS + ((<usize>i) << 6));
}

let parts: i32 = 0; // components
let units: i32 = 0; // a row
let interval: i32 = 0; // units between restarts; 0 for none
let left: i32 = 0; // units up to the next restart
let restarts: i32 = 0;

/** The first byte of memory that the caller may lay out. */
export function free(): usize {
  return __heap_base;
}

/** Makes table `slot`, 0 and 1 for first levels, 2 and 3 for others; false for codes that do not fit. */
export function huffman(slot: i32, src: usize): bool {
  forget();
  return makeTable(slot, src);
}

/** Takes the steps of table `slot` in the file's order, of 8 or 16 bits. */
export function steps(slot: i32, src: usize, wide: bool): void {
  const table = STEPS + ((<usize>slot) << 7);
  for (let k = 0; k < 64; k++, src += wide ? 2 : 1) {
    const step = wide ? (<i32>load<u8>(src) << 8) | <i32>load<u8>(src, 1) : <i32>load<u8>(src);
    store<u16>(table + placeOf(k), <u16>step);
  }
}

/** Describes component `i`. */
export function component(
  i: i32, across: i32, down: i32, edge: i32, first: i32, others: i32, table: i32,
  plane: usize, stride: i32, from: i32, to: i32,
): void {
  const c = part(i);
  c.across = across;
  c.down = down;
  c.edge = edge;
  c.first = tableAt(first);
  c.others = tableAt(2 + others);
  c.steps = STEPS + ((<usize>table) << 7);
  c.plane = plane;
  c.stride = stride;
  c.from = from;
  c.to = to;
}

/** Begins a scan of `many` components. */
export function begin(many: i32, row: i32, between: i32): void {
  parts = many;
  units = row;
  interval = between;
  left = between;
  restarts = 0;
  for (let i = 0; i < many; i++) part(i).level = 0;
}

// Levels that do not fit in 16 bits are for another decoder to judge.
// @ts-ignore: decorator
@inline
function predict(c: Component): bool {
  const gap = firstLevel(c.first);
  if (gap === bad) return false;
  const level = c.level + gap;
  c.level = level;
  return level === <i32><i16>level;
}

// All levels but the first are 0: libjpeg-turbo's 16-bit arithmetic for that case.
// @ts-ignore: decorator
@inline
function flatBlock(level: i32, steps: usize, dst: usize, stride: usize): void {
  const value = <i32><i16>((level * <i32>load<i16>(steps)) << 2);
  const bytes = i8x16.splat(<i8>(min(255, max(0, ((value + 16) >> 5) + 128))));
  for (let y = 0; y < 8; y++, dst += stride) v128.store_lane<u64>(dst, bytes, 0);
}

// The same for blocks of 4, 2 or 1.
// @ts-ignore: decorator
@inline
function flatSmall(c: Component, dst: usize, stride: usize): void {
  const mean = meanOf(c.level, c.steps) * 0x01010101;
  const edge = c.edge;
  for (let y = 0; y < edge; y++, dst += stride) {
    if (edge === 4) store<i32>(dst, mean);
    else if (edge === 2) store<u16>(dst, <u16>mean);
    else store<u8>(dst, <u8>mean);
  }
}

function showBlock(c: Component, dst: usize, kept: i32): void {
  const stride = <usize>c.stride;
  const edge = c.edge;
  if (edge === 8) {
    if (kept === 1) flatBlock(c.level, c.steps, dst, stride);
    else inverseBlock(BLOCK, c.steps, 16, dst, stride);
  } else if (kept === 1 || edge === 1) flatSmall(c, dst, stride);
  else if (edge === 4) quarterBlock(c.steps, dst, stride);
  else sixteenthBlock(c.steps, dst, stride);
}

// The block in column `column` of its component's row.
// @ts-ignore: decorator
@inline
function block(c: Component, line: usize, column: i32, wanted: bool): bool {
  if (!predict(c)) return false;
  const shown = wanted && c.from <= column && c.to > column;
  if (!shown || c.edge === 1) {
    if (!skipLevels(c.others)) return false;
    if (shown) showBlock(c, line + <usize>column, 1);
    return true;
  }
  clearBlock();
  store<i16>(BLOCK, <i16>c.level);
  const end = otherLevels(c.others);
  if (end === bad) return false;
  showBlock(c, line + <usize>(column * c.edge), end);
  return true;
}

// @ts-ignore: decorator
@inline
function restartIfDue(): bool {
  if (interval === 0) return true;
  if (left === 0) {
    if (!pass(0xd0 + (restarts & 7))) return false;
    restarts++;
    left = interval;
    for (let i = 0; i < parts; i++) part(i).level = 0;
    if (!supply(i32.MAX_VALUE >> 3)) return false;
  }
  left--;
  return true;
}

/** Decodes a row of units, for its levels only if it is not `wanted`; false for what libjpeg would not let pass. */
export function decodeRow(row: i32, wanted: bool, bytes: i32): bool {
  if (!supply(bytes)) return false;
  for (let unit = 0; unit < units; unit++) {
    if (!restartIfDue()) return false;
    for (let i = 0; i < parts; i++) {
      const c = part(i);
      const down = c.down, across = c.across;
      const height = down * c.edge;
      for (let y = 0; y < down; y++) {
        const line = c.plane + <usize>(((row & 1) * height + y * c.edge) * c.stride);
        for (let x = 0; x < across; x++)
          if (!block(c, line, unit * across + x, wanted)) return false;
      }
    }
    if (overrun()) return false;
  }
  return true;
}

/** True if the scan's data ends here and the picture with it. */
export function finish(): bool {
  return pass(0xd9);
}

// Row `y` of component `i`, from column `x` on.
// @ts-ignore: decorator
@inline
function rowOf(i: i32, y: i32, x: i32): usize {
  const c = part(i);
  return c.plane + <usize>((y % (2 * c.down * c.edge)) * c.stride + x);
}

/** Copies columns `left` up to `right` of rows `y` up to `end` of a plane to `dst`. */
export function grays(dst: usize, y: i32, end: i32, left: i32, right: i32): void {
  const width = <usize>(right - left);
  for (; y < end; y++, dst += width) memory.copy(dst, rowOf(0, y, left), width);
}

/**
 * Makes pixels of columns `left` up to `right` of rows `y` up to `end`. Colours are `across` and `down` times
 * as coarse and are doubled over columns `from` up to `to` of theirs, smoothly or not; `tall` is how many
 * rows of them there are. `blue` and `red` are rows for the doubled colours, `sums` one of 16-bit values.
 */
export function pixels(
  dst: usize, y: i32, end: i32, left: i32, right: i32, across: i32, down: i32, smooth: bool,
  from: i32, to: i32, tall: i32, blue: usize, red: usize, sums: usize,
): void {
  const width = right - left;
  const skip = <usize>(left - across * from);
  for (; y < end; y++, dst += 3 * <usize>width) {
    const near = down === 2 ? y >> 1 : y;
    const far = down === 1 || !smooth ? near : (y & 1) === 0 ? max(0, near - 1) : min(tall - 1, near + 1);
    let b = rowOf(1, near, from), r = rowOf(2, near, from);
    const besideB = rowOf(1, far, from), besideR = rowOf(2, far, from);
    if (across === 2) {
      if (smooth && down === 2) {
        doubleBoth(sums, blue, b, besideB, to - from);
        doubleBoth(sums, red, r, besideR, to - from);
      } else {
        doubleAcross(blue, b, to - from, smooth);
        doubleAcross(red, r, to - from, smooth);
      }
      b = blue;
      r = red;
    } else if (down === 2 && smooth) {
      const bias = (y & 1) === 0 ? 1 : 2;
      doubleDown(blue, b, besideB, to - from, bias);
      doubleDown(red, r, besideR, to - from, bias);
      b = blue;
      r = red;
    }
    joinRow(dst, rowOf(0, y, left), b + skip, r + skip, width);
  }
}
