import { type Canvas, drawSpan, type Ink } from "./canvas.ts";
import { glyphSize, glyphs, unknownGlyph } from "./glyphs.ts";

/** The height of a line of text at scale 1, and how far letters are apart, in pixels. */
const line = glyphSize.height + 1;
const advance = glyphSize.width + 1;

/** How many times larger than 1 pixel a dot of a glyph is, for lines of about `fontSize` pixels. */
export function textScale(fontSize: number): number {
  return Math.max(1, Math.round(fontSize / line));
}

/** `[height, width]` in pixels of a text; line breaks begin a new line. */
export function textSize(text: string, scale = 1): [height: number, width: number] {
  const lines = linesOf(text);
  const longest = Math.max(...lines.map(({ length }) => length));
  return [(lines.length * line - 1) * scale, Math.max(0, longest * advance - 1) * scale];
}

/**
 * Draws a text, its upper left corner at `(x, y)`, in a font of 5 x 9 dots; characters outside
 * printable ASCII are drawn as an empty box.
 */
export function drawText(
  canvas: Canvas,
  text: string,
  x: number,
  y: number,
  ink: Ink,
  scale = 1,
): void {
  for (const [row, characters] of linesOf(text).entries()) {
    for (const [column, character] of characters.entries()) {
      const at = [x + column * advance * scale, y + row * line * scale] as const;
      drawGlyph(canvas, glyphOf(character), at, ink, scale);
    }
  }
}

// One entry for each character, also for those beyond 16 bits.
function linesOf(text: string): string[][] {
  return text.split(/\r\n|\r|\n/).map((characters) => Array.from(characters));
}

function glyphOf(character: string): string {
  return Object.hasOwn(glyphs, character) ? glyphs[character]! : unknownGlyph;
}

function drawGlyph(
  canvas: Canvas,
  glyph: string,
  [x, y]: readonly [number, number],
  ink: Ink,
  scale: number,
): void {
  for (const [row, dots] of glyph.split(" ").entries()) {
    for (let column = 0; column < dots.length; column++) {
      if (dots[column] !== "#") continue;
      const left = x + column * scale;
      for (let i = 0; i < scale; i++)
        drawSpan(canvas, left, y + row * scale + i, left + scale - 1, ink);
    }
  }
}
