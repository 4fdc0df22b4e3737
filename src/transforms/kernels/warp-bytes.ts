import type { Places } from "./places.ts";

/** Bytes `[height, width, channels]`. */
export interface Plane {
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Writes the pixels of `src` at `places` to `out`, rows of `width`; what lies outside stays. */
export type Warp = (src: Plane, places: Places, out: Uint8Array, width: number) => void;

/** Pillow's nearest neighbour: the pixel that the place falls in. */
export const warpNearest: Warp = (src, places, out, width) => {
  const { data, channels, height: h, width: w } = src;
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)];
  for (let y = 0, o = 0; o < out.length; y++) {
    places(y, xs, ys);
    for (let x = 0; x < width; x++, o += channels) {
      const px = xs[x]!;
      const py = ys[x]!;
      if (!(px >= 0 && px < w && py >= 0 && py < h)) continue;
      const s = ((py | 0) * w + (px | 0)) * channels;
      for (let c = 0; c < channels; c++) out[o + c] = data[s + c]!;
    }
  }
};

/**
 * Pillow's bilinear rule: a place counts as outside by the pixel it falls in, neighbours beyond the
 * edge repeat it, double precision, the result cut to a whole number.
 */
export const warpBilinear: Warp = (src, places, out, width) => {
  const { data, channels, height: h, width: w } = src;
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)];
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
      const left = (ix < 0 ? 0 : ix) * channels;
      const right = (ix + 1 < w ? ix + 1 : ix) * channels;
      const upper = (iy < 0 ? 0 : iy) * stride;
      const lower = (iy + 1 < h ? iy + 1 : iy) * stride;
      for (let c = 0; c < channels; c++) {
        const a = data[upper + left + c]!;
        const above = a + (data[upper + right + c]! - a) * dx;
        const b = data[lower + left + c]!;
        const below = b + (data[lower + right + c]! - b) * dx;
        out[o + c] = above + (below - above) * dy;
      }
    }
  }
};

/** Pillow's bicubic rule (a = -1 in Keys' terms), else as `warpBilinear`; cut to a byte. */
export const warpBicubic: Warp = (src, places, out, width) => {
  const { data, channels, height: h, width: w } = src;
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)];
  const stride = w * channels;
  const rows = new Float64Array(4);
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
      const x0 = clip(ix - 1, w) * channels;
      const x1 = clip(ix, w) * channels;
      const x2 = clip(ix + 1, w) * channels;
      const x3 = clip(ix + 2, w) * channels;
      for (let c = 0; c < channels; c++) {
        for (let k = 0; k < 4; k++) {
          const s = clip(iy - 1 + k, h) * stride + c;
          rows[k] = cubic(data[s + x0]!, data[s + x1]!, data[s + x2]!, data[s + x3]!, dx);
        }
        const value = cubic(rows[0]!, rows[1]!, rows[2]!, rows[3]!, dy);
        out[o + c] = value <= 0 ? 0 : value >= 255 ? 255 : value;
      }
    }
  }
};

function clip(at: number, size: number): number {
  return at < 0 ? 0 : at < size ? at : size - 1;
}

// The cubic through b (d = 0) and c (d = 1) whose slopes there are those of a..c and b..d.
function cubic(a: number, b: number, c: number, e: number, d: number): number {
  const p2 = -a + c;
  const p3 = 2 * (a - b) + c - e;
  const p4 = -a + b - c + e;
  return b + d * (p2 + d * (p3 + d * p4));
}
