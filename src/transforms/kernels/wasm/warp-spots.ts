// AssemblyScript, see resample.ts beside this file. Where the pixels of an output row come from, for
// warp.ts, two at a time.

import { WHOLE } from "./pixels";

// Source places of a row's pixels; one place more may be written.
export function places(xs: usize, ys: usize, width: i32, y: i32, map: usize, tilted: bool): void {
  const down = <f64>y + 0.5;
  const a = f64x2.splat(load<f64>(map));
  const b = f64x2.splat(load<f64>(map, 8) * down);
  const c = f64x2.splat(load<f64>(map, 16));
  const d = f64x2.splat(load<f64>(map, 24));
  const e = f64x2.splat(load<f64>(map, 32) * down);
  const f = f64x2.splat(load<f64>(map, 40));
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  let at = f64x2(0.5, 1.5);
  if (tilted) {
    const g = f64x2.splat(load<f64>(map, 48));
    const h = f64x2.splat(load<f64>(map, 56) * down);
    for (let x = 0; x < width; x += 2, xs += 16, ys += 16) {
      const depth = f64x2.add(f64x2.add(f64x2.mul(g, at), h), one);
      v128.store(xs, f64x2.div(f64x2.add(f64x2.add(f64x2.mul(a, at), b), c), depth));
      v128.store(ys, f64x2.div(f64x2.add(f64x2.add(f64x2.mul(d, at), e), f), depth));
      at = f64x2.add(at, two);
    }
  } else {
    for (let x = 0; x < width; x += 2, xs += 16, ys += 16) {
      v128.store(xs, f64x2.add(f64x2.add(f64x2.mul(a, at), b), c));
      v128.store(ys, f64x2.add(f64x2.add(f64x2.mul(d, at), e), f));
      at = f64x2.add(at, two);
    }
  }
}

export const OUTSIDE: i32 = -1;

export const EDGE: i32 = -2;

// @ts-ignore: decorator
@inline
function within(v: v128, from: f64, to: f64): v128 {
  return v128.and(f64x2.ge(v, f64x2.splat(from)), f64x2.lt(v, f64x2.splat(to)));
}

// From places to spots: the pixel that a place falls in, counted along the source, or OUTSIDE.
export function nearestSpots(xs: usize, ys: usize, spots: usize, width: i32, w: i32, h: i32): void {
  const outside = f64x2.splat(<f64>OUTSIDE);
  for (let x = 0; x < width; x += 2, xs += 16, ys += 16, spots += 16) {
    const px = v128.load(xs);
    const py = v128.load(ys);
    const inside = v128.and(within(px, 0, <f64>w), within(py, 0, <f64>h));
    const at = f64x2.add(f64x2.mul(f64x2.floor(py), f64x2.splat(<f64>w)), f64x2.floor(px));
    const spot = v128.bitselect(at, outside, inside);
    v128.store(spots, f64x2.add(spot, f64x2.splat(WHOLE)));
  }
}

// The same for the pixel up and left of a place, and how far the place lies from its centre; EDGE where
// the neighbours, `margin` more of them on each side, are not all there.
export function mixedSpots(
  xs: usize,
  ys: usize,
  spots: usize,
  dxs: usize,
  dys: usize,
  width: i32,
  w: i32,
  h: i32,
  margin: i32,
): void {
  const half = f64x2.splat(0.5);
  const outside = f64x2.splat(<f64>OUTSIDE);
  const edge = f64x2.splat(<f64>EDGE);
  const right = <f64>(w - 1 - margin);
  const bottom = <f64>(h - 1 - margin);
  for (let x = 0; x < width; x += 2, xs += 16, ys += 16, spots += 16, dxs += 16, dys += 16) {
    const px = v128.load(xs);
    const py = v128.load(ys);
    const inside = v128.and(within(px, 0, <f64>w), within(py, 0, <f64>h));
    const fx = f64x2.sub(px, half);
    const fy = f64x2.sub(py, half);
    const ix = f64x2.floor(fx);
    const iy = f64x2.floor(fy);
    v128.store(dxs, f64x2.sub(fx, ix));
    v128.store(dys, f64x2.sub(fy, iy));
    const inner = v128.and(within(ix, <f64>margin, right), within(iy, <f64>margin, bottom));
    const at = f64x2.add(f64x2.mul(iy, f64x2.splat(<f64>w)), ix);
    const spot = v128.bitselect(at, v128.bitselect(edge, outside, inside), inner);
    v128.store(spots, f64x2.add(spot, f64x2.splat(WHOLE)));
  }
}
