// AssemblyScript: a part of jpeg.ts beside this file. Rows of colours doubled in one direction.

/**
 * A row of `2 * wide` values from one of `wide`: 3/4 of the nearest and 1/4 of the one beside it, if smooth.
 * Reads and writes one value before the row.
 */
// @ts-ignore: decorator
@inline
export function doubleAcross(dst: usize, src: usize, wide: i32, smooth: bool): void {
  const end = src + <usize>wide;
  if (!smooth) {
    for (; src < end; src++, dst += 2) {
      const value = load<u8>(src);
      store<u8>(dst, value);
      store<u8>(dst, value, 1);
    }
    return;
  }
  const last = dst + 2 * <usize>wide - 1;
  const three = i16x8.splat(3), one = i16x8.splat(1), two = i16x8.splat(2);
  const first = load<u8>(src), final = load<u8>(end - 1);
  const start = dst;
  for (; src < end; src += 8, dst += 16) {
    const now = i16x8.mul(v128.load_ext<u8>(src), three);
    const even = i16x8.shr_u(i16x8.add(i16x8.add(now, v128.load_ext<u8>(src - 1)), one), 2);
    const odd = i16x8.shr_u(i16x8.add(i16x8.add(now, v128.load_ext<u8>(src + 1)), two), 2);
    v128.store(dst, v128.or(even, i16x8.shl(odd, 8)));
  }
  store<u8>(start, first);
  store<u8>(last, final);
}

/** A row between two: 3/4 of the near one, 1/4 of the far one; `bias` 1 drops a half, 2 keeps it. */
// @ts-ignore: decorator
@inline
export function doubleDown(dst: usize, near: usize, far: usize, wide: i32, bias: i32): void {
  const three = i16x8.splat(3), add = i16x8.splat(<i16>bias);
  for (let x: usize = 0; x < <usize>wide; x += 8) {
    const sum = i16x8.add(i16x8.mul(v128.load_ext<u8>(near + x), three), v128.load_ext<u8>(far + x));
    const mean = i16x8.shr_u(i16x8.add(sum, add), 2);
    v128.store_lane<u64>(dst + x, i8x16.narrow_i16x8_u(mean, mean), 0);
  }
}
