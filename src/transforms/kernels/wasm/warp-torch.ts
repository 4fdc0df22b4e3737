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

// The pixel at (x0 + east, y0 + south); those outside weigh nothing, the edge is read in their place.
// @ts-ignore: decorator
@inline
function pixelAt(channels: i32, filling: bool, src: usize, w: i32, h: i32, px: f64, py: f64, fill: usize): v128 {
  const x0 = <i32>Math.floor(px);
  const y0 = <i32>Math.floor(py);
  const east = round(px - <f64>x0);
  const south = round(py - <f64>y0);
  const west = x0 < 0 ? 0 : round(1 - east);
  const north = y0 < 0 ? 0 : round(1 - south);
  const xIn = x0 + 1 < w;
  const yIn = y0 + 1 < h;
  const w0 = round(north * west);
  const w1 = xIn ? round(north * east) : 0;
  const w2 = yIn ? round(south * west) : 0;
  const w3 = xIn && yIn ? round(south * east) : 0;
  const at = src + ((y0 < 0 ? 0 : y0 * w) + (x0 < 0 ? 0 : x0)) * 4 * channels;
  const right = x0 >= 0 && xIn ? 4 * channels : 0;
  const down = y0 >= 0 && yIn ? w * 4 * channels : 0;
  const nw = f64x2.splat(w0);
  const ne = f64x2.splat(w1);
  const sw = f64x2.splat(w2);
  const se = f64x2.splat(w3);
  const share = f64x2.splat(round(w3 + round(w2 + round(w1 + w0))));
  const rest = rounded(f64x2.sub(f64x2.splat(1), share));
  let lo = sum(0, at, right, down, nw, ne, sw, se);
  if (filling) lo = filled(0, lo, share, rest, fill);
  const value = f32x4.demote_f64x2_zero(lo);
  if (channels < 3) return value;
  let hi = sum(1, at, right, down, nw, ne, sw, se);
  if (filling) hi = filled(1, hi, share, rest, fill);
  return v128.shuffle<i64>(value, f32x4.demote_f64x2_zero(hi), 0, 2);
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
  for (const end = xs + 8 * width; xs < end; xs += 8, ys += 8, dst += step) {
    const px = load<f64>(xs);
    const py = load<f64>(ys);
    const near = px >= -1 && px < <f64>w && py >= -1 && py < <f64>h;
    put(bytes, dst, near ? pixelAt(channels, filling, src, w, h, px, py, fill) : ground);
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
