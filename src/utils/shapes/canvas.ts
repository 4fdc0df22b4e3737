/** What is drawn on: RGB bytes, `[height, width, 3]`, written in place. */
export interface Canvas {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A colour with its opacity, each 0..255. */
export type Ink = readonly [red: number, green: number, blue: number, alpha: number];

/** Marks pixels that may be drawn on: `[height, width]`, not 0 where allowed. */
export type Stencil = Uint8Array;

/** Draws the pixels x0..x1 (both included) of row y, as far as they are on the canvas. */
export function drawSpan(
  { data, width, height }: Canvas,
  x0: number,
  y: number,
  x1: number,
  ink: Ink,
  stencil?: Stencil,
): void {
  if (y < 0 || y >= height) return;
  const last = Math.min(x1, width - 1);
  const row = y * width;
  for (let at = row + Math.max(x0, 0); at <= row + last; at++) {
    if (stencil === undefined || stencil[at] !== 0) blend(data, at * 3, ink);
  }
}

/** Draws one pixel, if it is on the canvas. */
export function drawPoint(canvas: Canvas, x: number, y: number, ink: Ink, stencil?: Stencil): void {
  if (x >= 0 && x < canvas.width) drawSpan(canvas, x, y, x, ink, stencil);
}

// (old * (255 - alpha) + new * alpha) / 255, rounded; the shifts divide by 255 exactly, as Pillow's do
function blend(data: Uint8Array, at: number, ink: Ink): void {
  const alpha = ink[3];
  for (let c = 0; c < 3; c++) {
    const sum = data[at + c]! * (255 - alpha) + ink[c]! * alpha + 128;
    data[at + c] = (sum + (sum >> 8)) >> 8;
  }
}
