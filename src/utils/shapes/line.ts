import { type Canvas, drawPoint, type Ink, type Stencil } from "./canvas.ts";
import { fillPolygon, type Point } from "./polygon.ts";
import { roundAway, roundToZero } from "./round.ts";

/**
 * Draws a line one pixel wide by Bresenham's rule, the last pixel left out (so that a chain of lines
 * draws no pixel twice), as Pillow does.
 */
export function drawThinLine(
  canvas: Canvas,
  [x0, y0]: Point,
  [x1, y1]: Point,
  ink: Ink,
  stencil?: Stencil,
): void {
  const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  const [sx, sy] = [x1 < x0 ? -1 : 1, y1 < y0 ? -1 : 1];
  const flat = dx > dy;
  const [long, short] = flat ? [dx, dy] : [dy, dx];
  // error = 2 * (distance from the ideal line) * long; a step aside where it reaches half a pixel
  let error = 2 * short - long;
  for (let i = 0, x = x0, y = y0; i < long; i++) {
    drawPoint(canvas, x, y, ink, stencil);
    const aside = error >= 0;
    error += 2 * short - (aside ? 2 * long : 0);
    if (flat || aside) x += sx;
    if (!flat || aside) y += sy;
  }
}

/**
 * Draws a line `width` pixels wide, as Pillow does: for 1 the thin line with its last pixel, else a
 * filled quadrilateral whose corners are whole pixels, ends square to the line.
 */
export function drawLine(
  canvas: Canvas,
  from: Point,
  to: Point,
  width: number,
  ink: Ink,
  stencil?: Stencil,
): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (width <= 1 || (dx === 0 && dy === 0)) {
    drawThinLine(canvas, from, to, ink, stencil);
    drawPoint(canvas, to[0], to[1], ink, stencil);
    return;
  }
  const half = (width - 1) / 2;
  const length = Math.hypot(dx, dy);
  // an even width has one pixel more on one side
  const [more, less] = [roundAway(half) / length, roundToZero(half) / length];
  const [moreX, moreY] = [roundToZero(more * dy), roundToZero(more * dx)];
  const [lessX, lessY] = [roundToZero(less * dy), roundToZero(less * dx)];
  const corners: readonly Point[] = [
    [from[0] - lessX, from[1] + moreY],
    [to[0] - lessX, to[1] + moreY],
    [to[0] + moreX, to[1] - lessY],
    [from[0] + moreX, from[1] - lessY],
  ];
  fillPolygon(canvas, corners, ink, stencil);
}
