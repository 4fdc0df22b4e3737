import type { Canvas, Ink, Stencil } from "./canvas.ts";
import { drawLine, drawThinLine } from "./line.ts";
import { fillPolygon, type Point } from "./polygon.ts";

// Pixels drawn, and left out, in turn.
const dash = 5;

/**
 * Draws the sides of the polygon through `corners`, `width` pixels wide and inside it, as Pillow does.
 * With `firstDashed` the first side is dashed, which shows how a turned box lies.
 */
export function drawOutline(
  canvas: Canvas,
  corners: readonly Point[],
  width: number,
  ink: Ink,
  { firstDashed = false }: { readonly firstDashed?: boolean } = {},
): void {
  const stencil = width > 1 ? insideOf(canvas, corners) : undefined;
  for (const [i, from] of corners.entries()) {
    const to = corners[(i + 1) % corners.length]!;
    const pieces = firstDashed && i === 0 ? dashes(from, to) : [[from, to] as const];
    for (const [start, end] of pieces) {
      if (width > 1) drawLine(canvas, start, end, width * 2 - 1, ink, stencil);
      else drawThinLine(canvas, start, end, ink);
    }
  }
}

function insideOf({ width, height }: Canvas, corners: readonly Point[]): Stencil {
  const data = new Uint8Array(width * height * 3);
  fillPolygon({ data, width, height }, corners, [1, 1, 1, 255]);
  return data.filter((_, i) => i % 3 === 0);
}

function dashes([x0, y0]: Point, [x1, y1]: Point): (readonly [Point, Point])[] {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const at = (along: number): Point => {
    const share = Math.min(along / length, 1);
    return [Math.round(x0 + (x1 - x0) * share), Math.round(y0 + (y1 - y0) * share)];
  };
  const pieces: (readonly [Point, Point])[] = [];
  for (let along = 0; along < length; along += 2 * dash) pieces.push([at(along), at(along + dash)]);
  return pieces;
}
