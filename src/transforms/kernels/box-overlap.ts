const f = Math.fround;

/** Left, top, right, bottom. */
export type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** Boxes `[x1, y1, x2, y2]` around each four corners `[n * 8]`. */
export function edgesOf(corners: Float32Array): Float32Array {
  const out = new Float32Array(corners.length / 2);
  for (let i = 0, o = 0; i < corners.length; i += 8, o += 4) {
    for (let axis = 0; axis < 2; axis++) {
      let [low, high] = [corners[i + axis]!, corners[i + axis]!];
      for (let k = 2; k < 8; k += 2) {
        low = Math.min(low, corners[i + axis + k]!);
        high = Math.max(high, corners[i + axis + k]!);
      }
      out[o + axis] = low;
      out[o + axis + 2] = high;
    }
  }
  return out;
}

/** Which boxes `[x1, y1, x2, y2]` have their centre strictly inside the rectangle. */
export function centredIn(edges: Float32Array, [left, top, right, bottom]: Edges): boolean[] {
  const inside: boolean[] = [];
  for (let i = 0; i < edges.length; i += 4) {
    const x = f(0.5 * f(edges[i]! + edges[i + 2]!));
    const y = f(0.5 * f(edges[i + 1]! + edges[i + 3]!));
    inside.push(left < x && x < right && top < y && y < bottom);
  }
  return inside;
}

/** The overlap of box `i` of `edges` with the rectangle: intersection over union, float32. */
export function overlap(edges: Float32Array, i: number, [left, top, right, bottom]: Edges): number {
  const [x1, y1, x2, y2] = edges.subarray(i * 4, i * 4 + 4) as unknown as Edges;
  const width = Math.max(0, f(Math.min(x2, right) - Math.max(x1, left)));
  const height = Math.max(0, f(Math.min(y2, bottom) - Math.max(y1, top)));
  const inter = f(width * height);
  const area = f(f(x2 - x1) * f(y2 - y1));
  return f(inter / f(f(area + (right - left) * (bottom - top)) - inter));
}
