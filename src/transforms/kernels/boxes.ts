import type { BoxFormat, Size } from "../../sample/index.ts";

/** The formats whose edges are parallel to the image's. */
export const alignedFormats = ["XYXY", "XYWH", "CXCYWH"] as const;
export type AlignedFormat = (typeof alignedFormats)[number];

/** True for these formats. */
export function isAligned<Other extends BoxFormat>(
  format: AlignedFormat | Other,
): format is AlignedFormat {
  return (alignedFormats as readonly BoxFormat[]).includes(format);
}

// All arithmetic rounds to float32 after each step, as torch computes float32 boxes.
const f = Math.fround;

/** Rows in `format` as rows of two corners, `[x1, y1, x2, y2]`. */
export function toCorners(rows: Float32Array, format: AlignedFormat): Float32Array {
  const out = rows.slice();
  if (format === "XYXY") return out;
  for (let i = 0; i < out.length; i += 4) {
    for (let a = i; a < i + 2; a++) {
      if (format === "CXCYWH") out[a] = out[a]! - out[a + 2]! / 2;
      out[a + 2] = out[a]! + out[a + 2]!;
    }
  }
  return out;
}

/** Rows of two corners as rows in `format`. */
export function fromCorners(rows: Float32Array, format: AlignedFormat): Float32Array {
  const out = rows.slice();
  if (format === "XYXY") return out;
  for (let i = 0; i < out.length; i += 4) {
    for (let a = i; a < i + 2; a++) {
      out[a + 2] = out[a + 2]! - out[a]!;
      if (format === "CXCYWH") out[a] = f(f(out[a]! * 2) + out[a + 2]!) / 2;
    }
  }
  return out;
}

/** Rows cut to the canvas `[0, width] x [0, height]`. */
export function clampAligned(
  rows: Float32Array,
  format: AlignedFormat,
  [height, width]: Size,
): Float32Array {
  const corners = toCorners(rows, format);
  for (let i = 0; i < corners.length; i++) {
    const limit = i % 2 === 0 ? width : height;
    corners[i] = Math.min(Math.max(corners[i]!, 0), limit);
  }
  return fromCorners(corners, format);
}

// The numbers of a row that are places; the others are lengths and an angle.
const places = { XYXY: 4, XYWH: 2, CXCYWH: 2, XYWHR: 2, CXCYWHR: 2, XYXYXYXY: 8 } as const;

/** Rows of `k` numbers moved by `(dx, dy)`. */
export function shiftRows(
  rows: Float32Array,
  format: BoxFormat,
  k: number,
  [dx, dy]: readonly [number, number],
): Float32Array {
  const out = rows.slice();
  for (let i = 0; i < out.length; i += k) {
    for (let p = i; p < i + places[format]; p += 2) {
      out[p]! += dx;
      out[p + 1]! += dy;
    }
  }
  return out;
}

/** Pairs `x, y, x, y, ...` times `(sx, sy)` in float32. */
export function scalePairs(pairs: Float32Array, sx: number, sy: number): Float32Array {
  const [fx, fy] = [f(sx), f(sy)];
  return pairs.map((value, i) => value * (i % 2 === 0 ? fx : fy));
}

/** Pairs `x, y, x, y, ...` plus `(dx, dy)` in float32. */
export function shiftPairs(pairs: Float32Array, dx: number, dy: number): Float32Array {
  return pairs.map((value, i) => value + (i % 2 === 0 ? dx : dy));
}
