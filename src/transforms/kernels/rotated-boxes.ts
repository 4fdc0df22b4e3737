const f = Math.fround;

/**
 * Parallelograms, eight numbers each, as the rectangles around them: the middle of corners 1 and 3
 * and the direction of the longer side stay, the shorter side is upright on it, the longer one is
 * as long as the parallelogram reaches. In float32 after each step, as torch computes it.
 */
export function fitRectangles(quads: Float32Array): Float32Array {
  const out = new Float32Array(quads.length);
  for (let i = 0; i < quads.length; i += 8) fitInto(out, quads, i);
  return out;
}

function fitInto(out: Float32Array, quads: Float32Array, i: number): void {
  const [x1, y1, x2, y2, x3, y3, x4, y4] = quads.subarray(i, i + 8) as unknown as Corners;
  const [cx, cy] = [f(f(x1 + x3) / 2), f(f(y1 + y3) / 2)];
  const side12 = distance(f(x2 - x1), f(y2 - y1));
  const side14 = distance(f(x4 - x1), f(y4 - y1));
  const angle12 = f(Math.atan2(f(y1 - y2), f(x2 - x1)));
  const angle14 = f(Math.atan2(f(y1 - y4), f(x4 - x1)));
  // the angle at corner 1: the shorter side reaches sin of it upright, cos of it along the longer
  const between = f(angle12 - angle14);
  const sin = f(Math.sin(between));
  const along = f(f(Math.cos(between)) * (between > f(Math.PI / 2) ? -1 : 1));
  const w = side12 < side14 ? f(side12 * sin) : f(side12 + f(side14 * along));
  const h = side12 > side14 ? f(side14 * sin) : f(side14 + f(side12 * along));
  const angle = side14 > side12 ? f(angle14 + f(Math.PI / 2)) : angle12;
  const [c, s] = [f(Math.cos(angle)), f(Math.sin(angle))];
  const [wc, ws] = [f((w / 2) * c), f((w / 2) * s)];
  const [hc, hs] = [f((h / 2) * c), f((h / 2) * s)];
  out[i] = f(cx - wc) - hs;
  out[i + 1] = f(cy - hc) + ws;
  out[i + 2] = f(cx + wc) - hs;
  out[i + 3] = f(cy - hc) - ws;
  out[i + 4] = f(cx + wc) + hs;
  out[i + 5] = f(cy + hc) - ws;
  out[i + 6] = f(cx - wc) + hs;
  out[i + 7] = f(cy + hc) + ws;
}

type Corners = readonly [number, number, number, number, number, number, number, number];

function distance(dx: number, dy: number): number {
  return f(Math.sqrt(f(f(dx * dx) + f(dy * dy))));
}
