import { type Canvas, drawSpan, type Ink } from "./canvas.ts";

/**
 * Fills the ellipse that touches the sides of the rectangle x0..x1, y0..y1 (all included), as Pillow
 * does; nothing if the rectangle is empty or a single pixel.
 */
export function fillEllipse(
  canvas: Canvas,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  ink: Ink,
): void {
  const [a, b] = [x1 - x0, y1 - y0];
  if (a < 0 || b < 0 || a + b === 0) return;
  // Doubled coordinates around the centre: x has the parity of a, y that of b, the outline is
  // b²x² + a²y² = a²b². One quarter is walked from (a, 0 or 1) to (0 or 1, b).
  const deviation = (x: number, y: number) =>
    Math.abs(b * b * x * x + a * a * y * y - a * a * b * b);
  let [x, y] = [a, b % 2];
  let drawn = -1;
  while (true) {
    if (y !== drawn) {
      // a row's first point is its widest
      drawSpan(canvas, x0 + (a - x) / 2, y0 + (b + y) / 2, x0 + (a + x) / 2, ink);
      if (y > 0) drawSpan(canvas, x0 + (a - x) / 2, y0 + (b - y) / 2, x0 + (a + x) / 2, ink);
      drawn = y;
    }
    if (x === a % 2 && y === b) return;
    // of up, up and in, and in, the first of those that deviate least
    let best: readonly [number, number] = [x, y + 2];
    if (x > 1) {
      if (deviation(...best) > deviation(x - 2, y + 2)) best = [x - 2, y + 2];
      if (deviation(...best) > deviation(x - 2, y)) best = [x - 2, y];
    }
    [x, y] = best;
  }
}
