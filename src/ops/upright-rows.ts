type Rows = Float32Array | Float64Array;
type Upright = "XYXY" | "XYWH" | "CXCYWH";

/**
 * Rows as two corners: from a centre, x1 = cx - w / 2 and x2 = cx + w / 2 (torchvision's `ops`; its
 * transforms add w to x1 instead). `round` is applied after each step.
 */
export function toEdges(rows: Rows, format: Upright, round: (value: number) => number): Rows {
  const out = rows.slice();
  if (format === "XYXY") return out;
  for (let i = 0; i < out.length; i += 4) {
    for (let a = i; a < i + 2; a++) {
      const [place, size] = [out[a]!, out[a + 2]!];
      out[a] = format === "XYWH" ? place : round(place - round(0.5 * size));
      out[a + 2] = round(place + (format === "XYWH" ? size : round(0.5 * size)));
    }
  }
  return out;
}

/** Two corners as rows in `format`; a centre is (x1 + x2) / 2. */
export function fromEdges(rows: Rows, format: Upright, round: (value: number) => number): Rows {
  const out = rows.slice();
  if (format === "XYXY") return out;
  for (let i = 0; i < out.length; i += 4) {
    for (let a = i; a < i + 2; a++) {
      const [low, high] = [out[a]!, out[a + 2]!];
      out[a] = format === "XYWH" ? low : round(low + high) / 2;
      out[a + 2] = round(high - low);
    }
  }
  return out;
}
