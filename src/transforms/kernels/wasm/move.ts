// AssemblyScript, see resample.ts beside this file. Bytes that only change places: rows turned round,
// rows and columns picked by index. Stores of 4 or 16 bytes run past the end of a row; the next row
// is written after it, and the caller leaves slack after the last.

// @ts-ignore: decorator
@inline
function reversed(c: i32, p: v128): v128 {
  if (c == 1) return i8x16.swizzle(p, i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  if (c == 2) return i8x16.swizzle(p, i8x16(14, 15, 12, 13, 10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1));
  if (c == 3) return i8x16.swizzle(p, i8x16(12, 13, 14, 9, 10, 11, 6, 7, 8, 3, 4, 5, 0, 1, 2, -1));
  return i8x16.swizzle(p, i8x16(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
}

// @ts-ignore: decorator
@inline
function mirrorRow(c: i32, dst: usize, src: usize, width: i32): void {
  const step = 16 / c; // pixels in 16 bytes
  let from = src + width * c;
  let x = 0;
  for (; x <= width - step; x += step) {
    from -= step * c;
    v128.store(dst, reversed(c, v128.load(from)));
    dst += step * c;
  }
  for (; x < width; x++) {
    from -= c;
    for (let k = 0; k < c; k++) store<u8>(dst + k, load<u8>(from + k));
    dst += c;
  }
}

// Pixels of 5 to 16 bytes, each in one store; the next store writes over what is too much.
function mirrorWide(size: i32, dst: usize, src: usize, width: i32): void {
  let from = src + width * size;
  for (let x = 0; x < width; x++) {
    from -= size;
    v128.store(dst, v128.load(from));
    dst += size;
  }
}

/** Rows of `width` pixels of `c` (1 to 16) bytes, the pixels of each row in the reverse order. */
export function mirrorRows(c: i32, dst: usize, src: usize, rows: i32, width: i32): void {
  const stride = width * c;
  for (let y = 0; y < rows; y++) {
    if (c > 4) mirrorWide(c, dst, src, width);
    else if (c == 3) mirrorRow(3, dst, src, width);
    else if (c == 1) mirrorRow(1, dst, src, width);
    else if (c == 4) mirrorRow(4, dst, src, width);
    else mirrorRow(2, dst, src, width);
    dst += stride;
    src += stride;
  }
}

// @ts-ignore: decorator
@inline
function pickPixels(c: i32, dst: usize, src: usize, cols: usize, end: usize): void {
  for (; cols < end; cols += 4) {
    const from = src + load<u32>(cols);
    if (c > 4) v128.store(dst, v128.load(from));
    else if (c == 1) store<u8>(dst, load<u8>(from));
    else if (c == 2) store<u16>(dst, load<u16>(from));
    else store<u32>(dst, load<u32>(from));
    dst += c;
  }
}

/** For each row place in `rows`, the pixels of `c` (1 to 16) bytes at the distances in `cols` from it. */
export function pickGrid(
  c: i32,
  dst: usize,
  rows: usize,
  count: i32,
  cols: usize,
  width: i32,
): void {
  const end = cols + (width << 2);
  for (const last = rows + (count << 2); rows < last; rows += 4) {
    const src = load<u32>(rows);
    if (c > 4) pickPixels(c, dst, src, cols, end);
    else if (c == 3) pickPixels(3, dst, src, cols, end);
    else if (c == 1) pickPixels(1, dst, src, cols, end);
    else if (c == 4) pickPixels(4, dst, src, cols, end);
    else pickPixels(2, dst, src, cols, end);
    dst += width * c;
  }
}
