import type { Size } from "../../sample/index.ts";

const f = Math.fround;

/** Four numbers, one for each corner or edge; edge k runs from corner k to corner k + 1. */
type Four = [number, number, number, number];

/** A box's corners, x and y apart. */
interface Quad {
  readonly x: Four;
  readonly y: Four;
}

/** The line through each edge, `y = slope * x + offset`. */
interface Lines {
  readonly slope: Four;
  readonly offset: Four;
}

/**
 * Rotated boxes, eight numbers each, cut to the canvas; the angle stays. "soft" keeps the part of the
 * box on the canvas and may keep some outside, "hard" shrinks the box into the canvas. Each side of the
 * canvas is treated as its left side, with the canvas turned by 90 degrees from one to the next; in
 * float32 after each step, as torch computes it. A box with nothing on the canvas shrinks to a point,
 * and, as in torchvision, so do some that are turned by less than half a degree and leave the canvas.
 */
export function clampQuads(quads: Float32Array, canvas: Size, mode: "soft" | "hard"): Float32Array {
  const out = new Float32Array(quads.length);
  for (let i = 0; i < quads.length; i += 8) {
    const start = readQuad(quads, i);
    let [box, whole, size] = [start, start, canvas];
    for (let side = 0; side < 4; side++) {
      const first = leftmost(box);
      box = clampLeft(shift(box, first), shift(whole, first), size, mode);
      box = turn(shift(box, first), size);
      whole = turn(shift(shift(whole, first), first), size);
      size = [size[1], size[0]];
    }
    for (let k = 0; k < 4; k++) out.set([box.x[k]!, box.y[k]!], i + 2 * k);
  }
  return out;
}

function readQuad(quads: Float32Array, i: number): Quad {
  const every = (from: number): Four => [
    quads[from]!,
    quads[from + 2]!,
    quads[from + 4]!,
    quads[from + 6]!,
  ];
  return { x: every(i), y: every(i + 1) };
}

// The corner furthest left; y decides between corners about as far left. 0/0 counts as smallest.
function leftmost({ x, y }: Quad): number {
  const [right, low] = [x, y].map((list) => Math.max(...list.map(Math.abs))) as [number, number];
  const key = x.map((value, k) => f(f(y[k]! / low) + f(f(value / right) * 100)));
  const undefinedKey = key.findIndex(Number.isNaN);
  return undefinedKey >= 0 ? undefinedKey : key.indexOf(Math.min(...key));
}

// Corner `by` comes first. Twice the shift does not undo it, but over four sides all shifts add up
// to whole turns, as every turn of the canvas makes the next corner the leftmost.
function shift({ x, y }: Quad, by: number): Quad {
  const moved = (list: Four): Four => list.map((_, k) => list[(k + by) % 4]!) as Four;
  return { x: moved(x), y: moved(y) };
}

// The canvas turned by 90 degrees counter-clockwise: what was on top is on the left.
function turn({ x, y }: Quad, [, width]: Size): Quad {
  return { x: y, y: x.map((value) => f(width - value)) as Four };
}

// `box` starts at its leftmost corner; `whole` is the box before any cut, in the same order.
function clampLeft(box: Quad, whole: Quad, size: Size, mode: "soft" | "hard"): Quad {
  const { x, y } = box;
  const flat = isClose(y[0], y[1]) || isClose(y[2], y[3]);
  const nothing = x.every((value) => value <= 0);
  const empty = isClose(y[0], y[3]) || isClose(y[1], y[2]) || (flat && isClose(x[0], x[1]));
  if (nothing || empty) return { x: [0, 0, 0, 0], y: [0, 0, 0, 0] };
  if (flat) return { x: [Math.max(x[0], 0), x[1], x[2], Math.max(x[3], 0)], y };
  if (!(x[0] < 0)) return box;
  const lines = linesOf(box);
  const offset = clampOffsets(lines, linesOf(whole).offset, size, mode);
  const cut = corners({ slope: lines.slope, offset });
  return [...cut.x, ...cut.y].every(Number.isFinite) ? cut : box;
}

function linesOf({ x, y }: Quad): Lines {
  const slope = x.map((value, k) => {
    const next = (k + 1) % 4;
    return f(f(y[next]! - y[k]!) / f(x[next]! - value));
  }) as Four;
  return { slope, offset: y.map((value, k) => f(value - f(slope[k]! * x[k]!))) as Four };
}

// Corner k is where edges k - 1 and k meet.
function corners({ slope, offset }: Lines): Quad {
  const x = slope.map((a, k) => {
    const before = (k + 3) % 4;
    return f(-f(offset[k]! - offset[before]!) / f(a - slope[before]!));
  }) as Four;
  return { x, y: x.map((value, k) => f(f(slope[k]! * value) + offset[k]!)) as Four };
}

/**
 * The edges at the leftmost corner (0 and 3) move so that they meet the left border where the
 * opposite edges leave it; "hard" lets them meet in one point of it and moves edges 1 and 2 into the
 * canvas. No edge leaves the box that was given.
 */
function clampOffsets({ slope, offset }: Lines, limit: Four, size: Size, mode: string): Four {
  const [, a2] = slope;
  let [b1, b2, b3, b4] = offset;
  const lower = between(between(b2, b1, b3), 0, size[0]);
  const upper = between(between(b3, b2, b4), 0, size[0]);
  [b1, b4] = [lower, upper];
  if (mode === "hard") {
    const middle = f(f(b1 + b4) / 2);
    b2 = Math.min(edge2Limit(slope, middle, b3, size), b2);
    b3 = Math.max(edge3Limit(slope, middle, b2, a2, size), b3);
    b1 = between(between(middle, limit[0], limit[2]), limit[1], limit[3]);
    return [b1, between(b2, limit[1], limit[3]), between(b3, limit[0], limit[2]), b1];
  }
  return [
    between(b1, limit[0], limit[2]),
    between(b2, limit[1], limit[3]),
    between(b3, limit[0], limit[2]),
    between(b4, limit[1], limit[3]),
  ];
}

// Edge 1 starts no higher than y = 0 and no further than x = width, on edges 0 and 2.
function edge2Limit([a1, a2, a3]: Four, b1: number, b3: number, [, width]: Size): number {
  return Math.max(
    f(f(b1 * a2) / a1),
    f(f(b3 * a2) / a3),
    f(f(f(a1 - a2) * width) + b1),
    f(f(f(a3 - a2) * width) + b3),
  );
}

// Edge 2 reaches no lower than y = height and no further than x = width, on edges 3 and 1.
function edge3Limit(slope: Four, b4: number, b2: number, a2: number, size: Size): number {
  const [, , a3, a4] = slope;
  const [height, width] = size;
  return Math.min(
    f(f(height * f(1 - f(a3 / a4))) + f(f(b4 * a3) / a4)),
    f(f(height * f(1 - f(a3 / a2))) + f(f(b2 * a3) / a2)),
    f(f(f(a2 - a3) * width) + b2),
    f(f(f(a4 - a3) * width) + b4),
  );
}

function between(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

// torch.isclose with its default tolerances.
function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b);
}
