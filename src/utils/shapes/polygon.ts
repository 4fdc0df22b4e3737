import { type Canvas, drawSpan, type Ink, type Stencil } from "./canvas.ts";
import { roundAway, roundToZero } from "./round.ts";

/** A pixel's column and row, whole numbers. */
export type Point = readonly [x: number, y: number];

/** A side of a polygon that is not level: rows top..bottom, x = x0 + slope * (row - y0). */
interface Side {
  readonly x0: number;
  readonly y0: number;
  readonly top: number;
  readonly bottom: number;
  readonly slope: number;
}

const f = Math.fround;

/** Fills the polygon through `corners`, its outline included, each pixel once, as Pillow does. */
export function fillPolygon(
  canvas: Canvas,
  corners: readonly Point[],
  ink: Ink,
  stencil?: Stencil,
): void {
  const ends = corners.map((corner, i) => [corner, corners[(i + 1) % corners.length]!] as const);
  const sides = ends.filter(([[, a], [, b]]) => a !== b).map(([from, to]) => sideOf(from, to));
  const rows = corners.map(([, y]) => y);
  const last = Math.min(Math.max(...rows), canvas.height);
  for (let y = Math.max(Math.min(...rows), 0); y <= last; y++) {
    const level = ends.filter(([[, a], [, b]]) => a === y && b === y);
    const spans = level.map(([[a], [b]]): Point => [Math.min(a, b), Math.max(a, b)]);
    drawOnce(canvas, y, [...spans, ...spansAt(sides, y, last)], ink, stencil);
  }
}

function sideOf([x0, y0]: Point, [x1, y1]: Point): Side {
  const slope = f((x1 - x0) / (y1 - y0));
  return { x0, y0, top: Math.min(y0, y1), bottom: Math.max(y0, y1), slope };
}

function xAt({ x0, y0, slope }: Side, y: number): number {
  return f(f((y - y0) * slope) + x0);
}

// Crossings of the sides with row y, in pairs: between them is inside.
function spansAt(sides: readonly Side[], y: number, last: number): Point[] {
  const xs: number[] = [];
  for (const [i, side] of sides.entries()) {
    if (y < side.top || y > side.bottom) continue;
    const x = xAt(side, y);
    xs.push(x);
    // where one side ends and the next begins, both count, so a side's end counts twice
    if (y === side.bottom && y < last) xs.push(x);
    else joinCorner(xs, sides, i, y, last);
  }
  xs.sort((a, b) => a - b);
  const spans: Point[] = [];
  for (let i = 1; i < xs.length; i += 2) {
    const [from, to] = [roundAway(xs[i - 1]!), roundToZero(xs[i]!)];
    spans.push([Math.min(from, to), Math.max(from, to)]);
  }
  return spans;
}

// Where two flat sides meet and lean the same way, the row between their ends would have a gap: one
// crossing is moved to where the sides are on the next row (Pillow 9.4's rule, index and all).
function joinCorner(
  xs: number[],
  sides: readonly Side[],
  i: number,
  y: number,
  last: number,
): void {
  const side = sides[i]!;
  const next = y === last ? y - 1 : y + 1;
  const k = sides.findIndex(
    (other, at) => at < i && meets(side, other, y) && next >= other.top && next <= other.bottom,
  );
  if (k < 0 || k >= xs.length) return;
  const [a, b] = [xAt(side, next), xAt(sides[k]!, next)];
  if (y === side.bottom) xs[k] = side.slope > 0 ? Math.max(a, b) + 1 : Math.min(a, b) - 1;
  else xs[k] = side.slope > 0 ? Math.min(a, b) : Math.max(a, b) + 1;
}

function meets(side: Side, other: Side, y: number): boolean {
  const ends = (y === side.top || y === side.bottom) && (y === other.top || y === other.bottom);
  return ends && side.slope * other.slope > 0 && xAt(side, y) === xAt(other, y);
}

function drawOnce(canvas: Canvas, y: number, spans: Point[], ink: Ink, stencil?: Stencil): void {
  spans.sort((a, b) => a[0] - b[0]);
  let next = -Infinity;
  for (const [from, to] of spans) {
    if (to < next) continue;
    drawSpan(canvas, Math.max(from, next), y, to, ink, stencil);
    next = Math.max(next, to + 1);
  }
}
