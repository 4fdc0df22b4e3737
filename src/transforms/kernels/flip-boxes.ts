import { toQuads } from "../../ops/rotated-rows.ts";
import type { BoxFormat } from "../../sample/index.ts";

// All arithmetic rounds to float32 after each step, as torch computes float32 boxes.
const f = Math.fround;

/** Rows mirrored left to right on a canvas of `width`: x becomes `width - x`, edges change places. */
export function mirrorBoxes(rows: Float32Array, format: BoxFormat, width: number): Float32Array {
  return flip(rows, format, 0, width);
}

/** Rows mirrored top to bottom on a canvas of `height`: y becomes `height - y`. */
export function upendBoxes(rows: Float32Array, format: BoxFormat, height: number): Float32Array {
  return flip(rows, format, 1, height);
}

type Axis = 0 | 1; // 0: x is mirrored, 1: y is

function flip(rows: Float32Array, format: BoxFormat, axis: Axis, size: number): Float32Array {
  const out = rows.slice();
  switch (format) {
    case "XYXY":
      return flipEdges(out, axis, size);
    case "XYWH":
      for (let i = axis; i < out.length; i += 4) out[i] = size - f(out[i]! + out[i + 2]!);
      return out;
    case "CXCYWH":
      for (let i = axis; i < out.length; i += 4) out[i] = size - out[i]!;
      return out;
    case "XYWHR":
      return flipAnchors(out, axis, size);
    case "CXCYWHR":
      for (let i = 0; i < out.length; i += 5) {
        out[i + axis] = size - out[i + axis]!;
        out[i + 4] = flipAngle(out[i + 4]!, axis);
      }
      return out;
    case "XYXYXYXY":
      return flipCorners(out, axis, size);
    default:
      return format satisfies never;
  }
}

function flipEdges(out: Float32Array, axis: Axis, size: number): Float32Array {
  for (let i = axis; i < out.length; i += 4) {
    const first = out[i]!;
    out[i] = size - out[i + 2]!;
    out[i + 2] = size - first;
  }
  return out;
}

// The corner that comes first afterwards is the one that was second.
function flipAnchors(out: Float32Array, axis: Axis, size: number): Float32Array {
  const quads = toQuads(out, "XYWHR");
  for (let i = 0, q = 2; i < out.length; i += 5, q += 8) {
    out[i] = quads[q]!;
    out[i + 1] = quads[q + 1]!;
    out[i + axis] = size - out[i + axis]!;
    out[i + 4] = flipAngle(out[i + 4]!, axis);
  }
  return out;
}

// r becomes -r left to right, 180 - r top to bottom.
function flipAngle(angle: number, axis: Axis): number {
  return (axis === 0 ? 0 : 180) - angle;
}

// Corners 1 and 2 change places, and 3 and 4: the order stays clockwise.
function flipCorners(out: Float32Array, axis: Axis, size: number): Float32Array {
  for (let i = 0; i < out.length; i += 4) {
    const [x, y] = [out[i]!, out[i + 1]!];
    out.copyWithin(i, i + 2, i + 4);
    out[i + 2] = x;
    out[i + 3] = y;
  }
  for (let i = axis; i < out.length; i += 2) out[i] = size - out[i]!;
  return out;
}
