// AssemblyScript, see resample.ts beside this file. torch's bilinear grid_sample, bit for bit the loop of
// ../warp-torch.ts: float32 sums in which a product is not rounded before it is added, which takes a
// step to float64 and back. Loads and stores take 16 bytes whatever the channels: the caller leaves slack.

// @ts-ignore: decorator
@inline
function round(v: f64): f64 {
  return <f64>(<f32>v);
}

// @ts-ignore: decorator
@inline
function rounded(v: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(v));
}

// Values 0 and 1, or 2 and 3, of a pixel.
// @ts-ignore: decorator
@inline
function pair(part: i32, src: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(src + 8 * part));
}

// @ts-ignore: decorator
@inline
function sum(part: i32, a: usize, right: usize, down: usize, w0: v128, w1: v128, w2: v128, w3: v128): v128 {
  let all = rounded(f64x2.mul(pair(part, a), w0));
  all = rounded(f64x2.add(f64x2.mul(pair(part, a + right), w1), all));
  all = rounded(f64x2.add(f64x2.mul(pair(part, a + down), w2), all));
  return rounded(f64x2.add(f64x2.mul(pair(part, a + down + right), w3), all));
}

// value * share + (1 - share) * fill, each step rounded.
// @ts-ignore: decorator
@inline
function filled(part: i32, value: v128, share: v128, rest: v128, fill: usize): v128 {
  const add = rounded(f64x2.mul(rest, pair(part, fill)));
  return f64x2.add(rounded(f64x2.mul(value, share)), add);
}

// @ts-ignore: decorator
@inline
function put(bytes: bool, dst: usize, value: v128): void {
  if (bytes) {
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(value));
    const words = i16x8.narrow_i32x4_s(whole, whole);
    const pixel = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0);
    store<u32>(dst, pixel);
  } else v128.store(dst, value);
}

// @ts-ignore: decorator
@inline
function row(
  channels: i32,
  bytes: bool,
  filling: bool,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  xs: usize,
  ys: usize,
  fill: usize,
): void {
  const step = bytes ? channels : 4 * channels;
  const ground = v128.load(fill);
  const one = f64x2.splat(1);
  for (const end = xs + 8 * width; xs < end; xs += 8, ys += 8, dst += step) {
    const px = load<f64>(xs);
    const py = load<f64>(ys);
    const x0 = Math.floor(px);
    const y0 = Math.floor(py);
    if (!(x0 >= -1 && x0 < <f64>w && y0 >= -1 && y0 < <f64>h)) {
      put(bytes, dst, ground);
      continue;
    }
    const ix = <i32>x0;
    const iy = <i32>y0;
    const east = round(px - x0);
    const south = round(py - y0);
    const west = ix < 0 ? 0 : round(1 - east);
    const north = iy < 0 ? 0 : round(1 - south);
    const xIn = ix + 1 < w;
    const yIn = iy + 1 < h;
    const w0 = round(north * west);
    const w1 = xIn ? round(north * east) : 0;
    const w2 = yIn ? round(south * west) : 0;
    const w3 = xIn && yIn ? round(south * east) : 0;
    const at = src + ((iy < 0 ? 0 : iy * w) + (ix < 0 ? 0 : ix)) * 4 * channels;
    const right = ix >= 0 && xIn ? 4 * channels : 0;
    const down = iy >= 0 && yIn ? w * 4 * channels : 0;
    const nw = f64x2.splat(w0);
    const ne = f64x2.splat(w1);
    const sw = f64x2.splat(w2);
    const se = f64x2.splat(w3);
    const share = f64x2.splat(round(w3 + round(w2 + round(w1 + w0))));
    const rest = rounded(f64x2.sub(one, share));
    let lo = sum(0, at, right, down, nw, ne, sw, se);
    if (filling) lo = filled(0, lo, share, rest, fill);
    let value = f32x4.demote_f64x2_zero(lo);
    if (channels > 2) {
      let hi = sum(1, at, right, down, nw, ne, sw, se);
      if (filling) hi = filled(1, hi, share, rest, fill);
      value = v128.shuffle<i64>(value, f32x4.demote_f64x2_zero(hi), 0, 2);
    }
    put(bytes, dst, value);
  }
}

/**
 * One output row from float32 pixels, at the places of xs and ys. At `fill` lie four values; they mix
 * in at the edge if `filling`. Floats out, or bytes, halves to even.
 */
export function bilinearRow(
  channels: i32,
  bytes: bool,
  filling: bool,
  dst: usize,
  src: usize,
  w: i32,
  h: i32,
  width: i32,
  xs: usize,
  ys: usize,
  fill: usize,
): void {
  if (channels == 1) row(1, bytes, filling, dst, src, w, h, width, xs, ys, fill);
  else if (channels == 3) row(3, bytes, filling, dst, src, w, h, width, xs, ys, fill);
  else row(channels, bytes, filling, dst, src, w, h, width, xs, ys, fill);
}
