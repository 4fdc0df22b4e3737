// AssemblyScript, see resample.ts beside this file. Planes to pixels and back, for values of one byte
// and of four. Loops over 4 or 16 pixels run past the end by less than 48 bytes: the caller leaves slack.

// @ts-ignore: decorator
@inline
function three(a: v128, b: v128, c: v128, m: v128, n: v128, o: v128): v128 {
  return v128.or(v128.or(i8x16.swizzle(a, m), i8x16.swizzle(b, n)), i8x16.swizzle(c, o));
}

// 16 pixels from three planes: each third of the output takes some bytes of each.
function weaveBytes(dst: usize, src: usize, plane: usize, count: i32): void {
  for (let i = 0; i < count; i += 16) {
    const r = v128.load(src);
    const g = v128.load(src + plane);
    const b = v128.load(src + 2 * plane);
    v128.store(dst, three(r, g, b,
      i8x16(0, -1, -1, 1, -1, -1, 2, -1, -1, 3, -1, -1, 4, -1, -1, 5),
      i8x16(-1, 0, -1, -1, 1, -1, -1, 2, -1, -1, 3, -1, -1, 4, -1, -1),
      i8x16(-1, -1, 0, -1, -1, 1, -1, -1, 2, -1, -1, 3, -1, -1, 4, -1)));
    v128.store(dst, three(r, g, b,
      i8x16(-1, -1, 6, -1, -1, 7, -1, -1, 8, -1, -1, 9, -1, -1, 10, -1),
      i8x16(5, -1, -1, 6, -1, -1, 7, -1, -1, 8, -1, -1, 9, -1, -1, 10),
      i8x16(-1, 5, -1, -1, 6, -1, -1, 7, -1, -1, 8, -1, -1, 9, -1, -1)), 16);
    v128.store(dst, three(r, g, b,
      i8x16(-1, 11, -1, -1, 12, -1, -1, 13, -1, -1, 14, -1, -1, 15, -1, -1),
      i8x16(-1, -1, 11, -1, -1, 12, -1, -1, 13, -1, -1, 14, -1, -1, 15, -1),
      i8x16(10, -1, -1, 11, -1, -1, 12, -1, -1, 13, -1, -1, 14, -1, -1, 15)), 32);
    src += 16;
    dst += 48;
  }
}

function unweaveBytes(dst: usize, plane: usize, src: usize, count: i32): void {
  for (let i = 0; i < count; i += 16) {
    const a = v128.load(src);
    const b = v128.load(src, 16);
    const c = v128.load(src, 32);
    v128.store(dst, three(a, b, c,
      i8x16(0, 3, 6, 9, 12, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1),
      i8x16(-1, -1, -1, -1, -1, -1, 2, 5, 8, 11, 14, -1, -1, -1, -1, -1),
      i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 4, 7, 10, 13)));
    v128.store(dst + plane, three(a, b, c,
      i8x16(1, 4, 7, 10, 13, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1),
      i8x16(-1, -1, -1, -1, -1, 0, 3, 6, 9, 12, 15, -1, -1, -1, -1, -1),
      i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 2, 5, 8, 11, 14)));
    v128.store(dst + 2 * plane, three(a, b, c,
      i8x16(2, 5, 8, 11, 14, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1),
      i8x16(-1, -1, -1, -1, -1, 1, 4, 7, 10, 13, -1, -1, -1, -1, -1, -1),
      i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 3, 6, 9, 12, 15)));
    src += 48;
    dst += 16;
  }
}

// r0 g0 b0 r1 | g1 b1 r2 g2 | b2 r3 g3 b3
function weaveFloats(dst: usize, src: usize, plane: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const r = v128.load(src);
    const g = v128.load(src + plane);
    const b = v128.load(src + 2 * plane);
    const left = v128.shuffle<i32>(r, g, 0, 4, 1, 5);
    const right = v128.shuffle<i32>(r, g, 2, 6, 3, 7);
    v128.store(dst, v128.shuffle<i32>(left, b, 0, 1, 4, 2));
    v128.store(dst, v128.shuffle<i32>(v128.shuffle<i32>(left, b, 3, 5, 3, 5), right, 0, 1, 4, 5), 16);
    v128.store(dst, v128.shuffle<i32>(b, right, 2, 6, 7, 3), 32);
    src += 16;
    dst += 48;
  }
}

function unweaveFloats(dst: usize, plane: usize, src: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const a = v128.load(src);
    const b = v128.load(src, 16);
    const c = v128.load(src, 32);
    v128.store(dst, v128.shuffle<i32>(v128.shuffle<i32>(a, b, 0, 3, 6, 6), c, 0, 1, 2, 5));
    v128.store(dst + plane, v128.shuffle<i32>(v128.shuffle<i32>(a, b, 1, 4, 7, 7), c, 0, 1, 2, 6));
    v128.store(dst + 2 * plane, v128.shuffle<i32>(v128.shuffle<i32>(a, b, 2, 5, 5, 5), c, 0, 1, 4, 7));
    src += 48;
    dst += 16;
  }
}

// @ts-ignore: decorator
@inline
function move(size: i32, dst: usize, src: usize): void {
  if (size == 4) store<u32>(dst, load<u32>(src));
  else store<u8>(dst, load<u8>(src));
}

// @ts-ignore: decorator
@inline
function strided(size: i32, dst: usize, dstStep: usize, src: usize, srcStep: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    move(size, dst, src);
    dst += dstStep;
    src += srcStep;
  }
}

/** `count` pixels of `c` values of `size` bytes from planes that lie `plane` bytes apart. */
export function weave(c: i32, size: i32, dst: usize, src: usize, plane: usize, count: i32): void {
  if (c == 3) {
    if (size == 4) weaveFloats(dst, src, plane, count);
    else weaveBytes(dst, src, plane, count);
    return;
  }
  for (let k = 0; k < c; k++) {
    if (size == 4) strided(4, dst + 4 * k, 4 * c, src + k * plane, 4, count);
    else strided(1, dst + k, c, src + k * plane, 1, count);
  }
}

/** The way back, to planes that lie `plane` bytes apart. */
export function unweave(c: i32, size: i32, dst: usize, plane: usize, src: usize, count: i32): void {
  if (c == 3) {
    if (size == 4) unweaveFloats(dst, plane, src, count);
    else unweaveBytes(dst, plane, src, count);
    return;
  }
  for (let k = 0; k < c; k++) {
    if (size == 4) strided(4, dst + k * plane, 4, src + 4 * k, 4 * c, count);
    else strided(1, dst + k * plane, 1, src + k, c, count);
  }
}
