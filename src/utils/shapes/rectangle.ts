import { type Canvas, drawSpan, type Ink } from "./canvas.ts";

/** The left, top, right and bottom pixel, all of them part of the rectangle. */
export type Rect = readonly [x0: number, y0: number, x1: number, y1: number];

/** Fills a rectangle, its last row and column included. */
export function fillRectangle(canvas: Canvas, [x0, y0, x1, y1]: Rect, ink: Ink): void {
  for (let y = Math.max(y0, 0); y <= Math.min(y1, canvas.height - 1); y++)
    drawSpan(canvas, x0, y, x1, ink);
}

/**
 * Draws a frame `width` pixels wide inside the rectangle, as Pillow does; where the rectangle is lower
 * than two frames, its sides go on beyond it by up to a frame.
 */
export function drawRectangle(
  canvas: Canvas,
  [x0, y0, x1, y1]: Rect,
  width: number,
  ink: Ink,
): void {
  // The sides run between the two bands; where these overlap, from below the upper one to above the
  // lower one, in Pillow's way without the pixel that they end at.
  const [top, bottom] = [y0 + width, y1 - width + 1];
  const [first, last] = top <= bottom ? [top, bottom - 1] : [bottom + 1, top];
  for (let i = 0; i < width; i++) {
    drawSpan(canvas, x0, y0 + i, x1, ink);
    drawSpan(canvas, x0, y1 - i, x1, ink);
  }
  for (let y = Math.max(first, 0); y <= Math.min(last, canvas.height - 1); y++) {
    drawSpan(canvas, x0, y, x0 + width - 1, ink);
    drawSpan(canvas, x1 - width + 1, y, x1, ink);
  }
}
