import type { Size } from "../../sample/index.ts";

/** The formats whose edges are parallel to the image's. */
export const alignedFormats = ["XYXY", "XYWH", "CXCYWH"] as const;
export type AlignedFormat = (typeof alignedFormats)[number];

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

/** Rows moved by `(dx, dy)` and cut to the canvas `[0, width] x [0, height]`. */
export function shiftAndClamp(
  rows: Float32Array,
  format: AlignedFormat,
  [dx, dy]: readonly [number, number],
  [height, width]: Size,
): Float32Array {
  const moved = rows.slice();
  for (let i = 0; i < moved.length; i += 4) {
    moved[i]! += dx;
    moved[i + 1]! += dy;
    if (format !== "XYXY") continue;
    moved[i + 2]! += dx;
    moved[i + 3]! += dy;
  }
  const corners = toCorners(moved, format);
  for (let i = 0; i < corners.length; i++) {
    const limit = i % 2 === 0 ? width : height;
    corners[i] = Math.min(Math.max(corners[i]!, 0), limit);
  }
  return fromCorners(corners, format);
}

/** Rows mirrored left to right on a canvas of `width`: x becomes `width - x`, edges change places. */
export function mirrorRows(rows: Float32Array, format: AlignedFormat, width: number): Float32Array {
  const out = rows.slice();
  for (let i = 0; i < out.length; i += 4) {
    const x = out[i]!;
    if (format === "XYXY") {
      out[i] = width - out[i + 2]!;
      out[i + 2] = width - x;
    } else out[i] = width - (format === "XYWH" ? f(x + out[i + 2]!) : x);
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
