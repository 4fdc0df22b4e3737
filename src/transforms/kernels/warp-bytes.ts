import { fillPixels } from "./gather.ts";
import type { Places } from "./places.ts";

/** Bytes `[height, width, channels]`. */
export interface Plane {
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Size and ground of an output: a value for each channel where it shows nothing of the source. */
export interface Ground {
  readonly height: number;
  readonly width: number;
  readonly fill: readonly number[];
}

/** An output that shows nothing yet. */
export function groundOf({ height, width, fill }: Ground): Uint8Array {
  const out = new Uint8Array(height * width * fill.length);
  if (fill.some((value) => value !== 0)) fillPixels(out, fill);
  return out;
}

/** Writes the pixels of `src` at `places` to `out`, rows of `width`; what lies outside stays. */
export type Warp = (src: Plane, places: Places, out: Uint8Array, width: number) => void;

/** Pillow's nearest neighbour: the pixel that the place falls in. */
export const warpNearest: Warp = (src, places, out, width) => {
  const { data, channels, height: h, width: w } = src;
  const xs = new Float64Array(width);
  const ys = new Float64Array(width);
  for (let y = 0, o = 0; o < out.length; y++) {
    places(y, xs, ys);
    for (let x = 0; x < width; x++, o += channels) {
      const px = xs[x]!;
      const py = ys[x]!;
      if (!(px >= 0 && px < w && py >= 0 && py < h)) continue;
      const s = ((py | 0) * w + (px | 0)) * channels;
      out[o] = data[s]!;
      for (let c = 1; c < channels; c++) out[o + c] = data[s + c]!;
    }
  }
};

/**
 * Pillow's bilinear rule: a place counts as outside by the pixel it falls in, neighbours beyond the
 * edge repeat it, double precision, the result cut to a whole number.
 */
export const warpBilinear: Warp = (src, places, out, width) => {
  const { data, channels, height: h, width: w } = src;
  const xs = new Float64Array(width);
  const ys = new Float64Array(width);
  const stride = w * channels;
  for (let y = 0, o = 0; o < out.length; y++) {
    places(y, xs, ys);
    for (let x = 0; x < width; x++, o += channels) {
      const px = xs[x]!;
      const py = ys[x]!;
      if (!(px >= 0 && px < w && py >= 0 && py < h)) continue;
      const fx = px - 0.5;
      const fy = py - 0.5;
      const ix = fx < 0 ? -1 : fx | 0;
      const iy = fy < 0 ? -1 : fy | 0;
      const dx = fx - ix;
      const dy = fy - iy;
      const upper = iy < 0 ? 0 : iy * stride;
      const a = upper + (ix < 0 ? 0 : ix * channels);
      const across = ix >= 0 && ix + 1 < w ? channels : 0;
      const c = a + (iy >= 0 && iy + 1 < h ? stride : 0);
      out[o] = linear(data, a, a + across, c, c + across, dx, dy);
      if (channels === 1) continue;
      const b = a + across;
      const d = c + across;
      out[o + 1] = linear(data, a + 1, b + 1, c + 1, d + 1, dx, dy);
      if (channels > 2) out[o + 2] = linear(data, a + 2, b + 2, c + 2, d + 2, dx, dy);
      if (channels > 3) out[o + 3] = linear(data, a + 3, b + 3, c + 3, d + 3, dx, dy);
    }
  }
};

// The value at (dx, dy) between the bytes a b / c d.
function linear(
  data: Uint8Array,
  a: number,
  b: number,
  c: number,
  d: number,
  dx: number,
  dy: number,
): number {
  const first = data[a]!;
  const above = first + (data[b]! - first) * dx;
  const second = data[c]!;
  const below = second + (data[d]! - second) * dx;
  return above + (below - above) * dy;
}

/** Pillow's bicubic rule (a = -1 in Keys' terms), else as `warpBilinear`; cut to a byte. */
export const warpBicubic: Warp = (src, places, out, width) => {
  const { data, channels, height: h, width: w } = src;
  const xs = new Float64Array(width);
  const ys = new Float64Array(width);
  const stride = w * channels;
  for (let y = 0, o = 0; o < out.length; y++) {
    places(y, xs, ys);
    for (let x = 0; x < width; x++, o += channels) {
      const px = xs[x]!;
      const py = ys[x]!;
      if (!(px >= 0 && px < w && py >= 0 && py < h)) continue;
      const fx = px - 0.5;
      const fy = py - 0.5;
      const ix = fx < 0 ? -1 : fx | 0;
      const iy = fy < 0 ? -1 : fy | 0;
      const dx = fx - ix;
      const dy = fy - iy;
      const r0 = clip(iy - 1, h) * stride;
      const r1 = clip(iy, h) * stride;
      const r2 = clip(iy + 1, h) * stride;
      const r3 = clip(iy + 2, h) * stride;
      let x0 = clip(ix - 1, w) * channels;
      let x1 = clip(ix, w) * channels;
      let x2 = clip(ix + 1, w) * channels;
      let x3 = clip(ix + 2, w) * channels;
      for (let c = 0; c < channels; c++, x0++, x1++, x2++, x3++) {
        const value = cubic(
          cubic(data[r0 + x0]!, data[r0 + x1]!, data[r0 + x2]!, data[r0 + x3]!, dx),
          cubic(data[r1 + x0]!, data[r1 + x1]!, data[r1 + x2]!, data[r1 + x3]!, dx),
          cubic(data[r2 + x0]!, data[r2 + x1]!, data[r2 + x2]!, data[r2 + x3]!, dx),
          cubic(data[r3 + x0]!, data[r3 + x1]!, data[r3 + x2]!, data[r3 + x3]!, dx),
          dy,
        );
        out[o + c] = value <= 0 ? 0 : value >= 255 ? 255 : value;
      }
    }
  }
};

function clip(at: number, size: number): number {
  return at < 0 ? 0 : at < size ? at : size - 1;
}

// The cubic through b (d = 0) and c (d = 1) whose slopes there are those of a..c and b..e.
function cubic(a: number, b: number, c: number, e: number, d: number): number {
  const p2 = -a + c;
  const p3 = 2 * (a - b) + c - e;
  const p4 = -a + b - c + e;
  return b + d * (p2 + d * (p3 + d * p4));
}
