// AssemblyScript, see resample.ts beside this file. Pixels [rows, width, c] of bytes to planes of
// floats, each byte looked up in its channel's table of 256 floats; and normalization of floats.
//
// A table lookup in plain JavaScript checks three bounds for each value; here there are none.

const TABLE: usize = 1024; // bytes of a channel's table

// The float of one byte of a word to a plane.
// @ts-ignore: decorator
@inline
function put(to: usize, table: usize, byte: u32): void {
  store<u32>(to, load<u32>(table + ((byte & 255) << 2)));
}

// Four pixels of three channels are three words, each with its bytes in memory order.
// @ts-ignore: decorator
@inline
function fourOf3(dst: usize, plane: usize, src: usize, tables: usize, step: usize): void {
  const x = load<u32>(src);
  const y = load<u32>(src, 4);
  const z = load<u32>(src, 8);
  const green = tables + TABLE;
  const blue = green + TABLE;
  let to = dst;
  put(to, tables, x);
  put(to + plane, green, x >> 8);
  put(to + 2 * plane, blue, x >> 16);
  to += step;
  put(to, tables, x >> 24);
  put(to + plane, green, y);
  put(to + 2 * plane, blue, y >> 8);
  to += step;
  put(to, tables, y >> 16);
  put(to + plane, green, y >> 24);
  put(to + 2 * plane, blue, z);
  to += step;
  put(to, tables, z >> 8);
  put(to + plane, green, z >> 16);
  put(to + 2 * plane, blue, z >> 24);
}

// One row; `step` is 4, or -4 to write from its end.
// @ts-ignore: decorator
@inline
function row(c: i32, to: usize, plane: usize, src: usize, width: i32, step: usize, tables: usize): void {
  let x = 0;
  if (c == 3)
    for (; x <= width - 4; x += 4) {
      fourOf3(to, plane, src, tables, step);
      src += 12;
      to += step << 2;
    }
  for (; x < width; x++) {
    let at = to;
    let table = tables;
    for (let k = 0; k < c; k++) {
      put(at, table, load<u8>(src++));
      at += plane;
      table += TABLE;
    }
    to += step;
  }
}

/**
 * Bytes to floats: `plane` is the distance of two planes of `dst` in bytes, `mirror` turns each row
 * round, `tables` holds a table for each of `c` channels.
 */
export function bytesToPlanes(
  c: i32,
  dst: usize,
  plane: usize,
  src: usize,
  rows: i32,
  width: i32,
  mirror: bool,
  tables: usize,
): void {
  for (let y = 0; y < rows; y++) {
    if (mirror) {
      const end = dst + ((width - 1) << 2);
      if (c == 3) row(3, end, plane, src, width, -4, tables);
      else row(c, end, plane, src, width, -4, tables);
    } else if (c == 3) row(3, dst, plane, src, width, 4, tables);
    else row(c, dst, plane, src, width, 4, tables);
    src += width * c;
    dst += width << 2;
  }
}

/** `(x - mean) / std` in float32, a rounding after each step; up to 15 bytes more are written. */
export function normalize(dst: usize, src: usize, count: i32, mean: f32, std: f32): void {
  const m = f32x4.splat(mean);
  const s = f32x4.splat(std);
  for (let i = 0; i < count; i += 4) {
    v128.store(dst, f32x4.div(f32x4.sub(v128.load(src), m), s));
    src += 16;
    dst += 16;
  }
}
