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
  const [red, green, blue, alpha] = ink;
  const last = y * width + Math.min(x1, width - 1);
  for (let i = y * width + Math.max(x0, 0); i <= last; i++) {
    if (stencil !== undefined && stencil[i] === 0) continue;
    const at = i * 3;
    data[at] = mix(data[at]!, red, alpha);
    data[at + 1] = mix(data[at + 1]!, green, alpha);
    data[at + 2] = mix(data[at + 2]!, blue, alpha);
  }
}

/** Draws one pixel, if it is on the canvas. */
export function drawPoint(canvas: Canvas, x: number, y: number, ink: Ink, stencil?: Stencil): void {
  if (x >= 0 && x < canvas.width) drawSpan(canvas, x, y, x, ink, stencil);
}

// (old * (255 - alpha) + new * alpha) / 255, rounded; the shifts divide by 255 exactly, as Pillow's do
function mix(old: number, ink: number, alpha: number): number {
  const sum = old * (255 - alpha) + ink * alpha + 128;
  return (sum + (sum >> 8)) >> 8;
}
