import { BoundingBoxes, type BoxFormat, isRotatedBoundingFormat } from "../sample/index.ts";
import { type Boxes, boxRows, checkWidth, type FormatName, formatOf, numbers } from "./box-rows.ts";
import { type RotatedFormat, toQuads } from "./rotated-rows.ts";

type Numbers = Float32Array | Float64Array;

/** True if boxes are in a rotated format. */
export function areTurned(who: string, boxes: Boxes, fmt: FormatName): boolean {
  return isRotatedBoundingFormat(formatOf(who, boxes, fmt));
}

/** Boxes of any format as four corners each, `[n * 8]`. */
export function quadRows(who: string, boxes: Boxes, name: string, fmt: FormatName): Numbers {
  const format = formatOf(who, boxes, fmt);
  if (isRotatedBoundingFormat(format)) return turnedQuads(who, boxes, name, format);
  const { rows, length } = boxRows(who, boxes, name, { fmt });
  const out = new Float64Array(length * 8);
  for (let r = 0; r < rows.length; r += 4) {
    const [x1, y1, x2, y2] = [rows[r]!, rows[r + 1]!, rows[r + 2]!, rows[r + 3]!];
    out.set([x1, y1, x2, y1, x2, y2, x1, y2], 2 * r);
  }
  return out;
}

function turnedQuads(who: string, boxes: Boxes, name: string, format: BoxFormat): Numbers {
  if (boxes instanceof BoundingBoxes) return toQuads(boxes.data, format as RotatedFormat);
  checkWidth(who, name, boxes, format === "XYXYXYXY" ? 8 : 5);
  const rows = Float32Array.from(numbers(boxes.hostData()));
  return toQuads(rows, format as RotatedFormat);
}

/** The area of each quadrilateral: half the cross product of its diagonals. */
export function quadAreas(quads: Numbers): Float64Array {
  return Float64Array.from({ length: quads.length / 8 }, (_, i) => Math.abs(signedArea(quads, i)));
}

function signedArea(q: Numbers, i: number): number {
  const at = 8 * i;
  const [ax, ay] = [q[at + 4]! - q[at]!, q[at + 5]! - q[at + 1]!];
  const [bx, by] = [q[at + 6]! - q[at + 2]!, q[at + 7]! - q[at + 3]!];
  return (ax * by - ay * bx) / 2;
}

/** The area that two convex quadrilaterals share: one is cut along each edge of the other. */
export function sharedQuadArea(a: Numbers, i: number, b: Numbers, j: number): number {
  let polygon = Array.from(a.subarray(8 * i, 8 * i + 8));
  const side = Math.sign(signedArea(b, j)); // which side of an edge is inside
  if (side === 0) return 0;
  for (let edge = 0; edge < 4 && polygon.length > 0; edge++) {
    const [from, to] = [8 * j + 2 * edge, 8 * j + 2 * ((edge + 1) % 4)];
    polygon = cut(polygon, [b[from]!, b[from + 1]!, b[to]!, b[to + 1]!], side);
  }
  let area = 0;
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length;
    area += polygon[k]! * polygon[next + 1]! - polygon[k + 1]! * polygon[next]!;
  }
  return Math.abs(area) / 2;
}

// The part of a polygon (x, y, x, y, ...) on the inner side of a line through two points.
function cut(
  polygon: readonly number[],
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  side: number,
): number[] {
  const depth = (k: number) =>
    side * ((x2 - x1) * (polygon[k + 1]! - y1) - (y2 - y1) * (polygon[k]! - x1));
  const out: number[] = [];
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length;
    const [here, there] = [depth(k), depth(next)];
    if (here >= 0) out.push(polygon[k]!, polygon[k + 1]!);
    if (here >= 0 === there >= 0) continue;
    const t = here / (here - there);
    out.push(
      polygon[k]! + t * (polygon[next]! - polygon[k]!),
      polygon[k + 1]! + t * (polygon[next + 1]! - polygon[k + 1]!),
    );
  }
  return out;
}
