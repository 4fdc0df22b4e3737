/** The formats whose boxes may be turned. */
export type RotatedFormat = "XYWHR" | "CXCYWHR" | "XYXYXYXY";

type Round = (value: number) => number;

// Each step of arithmetic is rounded: to float32 unless told otherwise, as torch computes float32 boxes.
const toFloat32: Round = Math.fround;

/**
 * Rotated rows as rows of four corners `[x1, y1, ..., x4, y4]`: top left, top right, bottom right and
 * bottom left of the box before it was turned counter-clockwise by `r` degrees around its first corner.
 */
export function toQuads<Rows extends Float32Array | Float64Array>(
  rows: Rows,
  format: RotatedFormat,
  f: Round = toFloat32,
): Rows {
  if (format === "XYXYXYXY") return rows.slice() as Rows;
  const anchored = format === "CXCYWHR" ? moveAnchor(rows, -1, f) : rows;
  const out = arrayLike(rows, (rows.length / 5) * 8);
  for (let i = 0, o = 0; i < anchored.length; i += 5, o += 8) {
    const [x, y] = [anchored[i]!, anchored[i + 1]!];
    const [cos, sin] = direction(anchored[i + 4]!, f);
    const [wc, ws] = [f(anchored[i + 2]! * cos), f(anchored[i + 2]! * sin)];
    const [hc, hs] = [f(anchored[i + 3]! * cos), f(anchored[i + 3]! * sin)];
    // y points down, so the upper edge runs along (cos, -sin), the left one along (sin, cos)
    out.set([x, y, x + wc, y - ws, x + f(wc + hs), y - f(ws - hc), x + hs, y + hc], o);
  }
  return out;
}

/** Rows of four corners as rows in `format`; two sides and the upper edge's angle say all. */
export function fromQuads<Rows extends Float32Array | Float64Array>(
  quads: Rows,
  format: RotatedFormat,
  f: Round = toFloat32,
): Rows {
  if (format === "XYXYXYXY") return quads.slice() as Rows;
  const out = arrayLike(quads, (quads.length / 8) * 5);
  for (let i = 0, o = 0; i < quads.length; i += 8, o += 5) {
    const [x, y, x2, y2] = [quads[i]!, quads[i + 1]!, quads[i + 2]!, quads[i + 3]!];
    const width = length(f(x2 - x), f(y2 - y), f);
    const height = length(f(quads[i + 4]! - x2), f(quads[i + 5]! - y2), f);
    const radians = f(Math.atan2(f(y - y2), f(x2 - x)));
    out.set([x, y, width, height, f(f(radians / f(Math.PI)) * 180)], o);
  }
  return format === "CXCYWHR" ? moveAnchor(out, 1, f) : out;
}

/** Rows `XYWHR` as `CXCYWHR` (`sign` 1), or back (-1): half the diagonal is added to x and y. */
export function moveAnchor<Rows extends Float32Array | Float64Array>(
  rows: Rows,
  sign: 1 | -1,
  f: Round = toFloat32,
): Rows {
  const out = rows.slice() as Rows;
  for (let i = 0; i < out.length; i += 5) {
    const [cos, sin] = direction(out[i + 4]!, f);
    const [w, h] = [(sign * out[i + 2]!) / 2, (sign * out[i + 3]!) / 2];
    out[i] = f(out[i]! + f(w * cos)) + f(h * sin);
    out[i + 1] = f(out[i + 1]! - f(w * sin)) + f(h * cos);
  }
  return out;
}

function arrayLike<Rows extends Float32Array | Float64Array>(rows: Rows, size: number): Rows {
  return new (rows.constructor as new (size: number) => Rows)(size);
}

function direction(degrees: number, f: Round): [cos: number, sin: number] {
  const radians = f(f(degrees * f(Math.PI)) / 180);
  return [f(Math.cos(radians)), f(Math.sin(radians))];
}

function length(dx: number, dy: number, f: Round): number {
  return f(Math.sqrt(f(f(dx * dx) + f(dy * dy))));
}
