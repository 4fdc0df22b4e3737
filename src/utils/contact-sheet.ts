import { Image } from "../sample/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Color, parseColor } from "./colors.ts";
import { openCanvas, type Picture } from "./picture.ts";
import type { Canvas, Ink } from "./shapes/canvas.ts";
import { fillRectangle } from "./shapes/rectangle.ts";
import { drawText, textScale, textSize } from "./shapes/text.ts";
import { wrapText } from "./wrap-text.ts";

/** A picture on a sheet, and what stands below it. */
export interface ContactCell {
  readonly image: Picture;
  readonly caption?: string;
}

/** How a sheet looks. */
export interface ContactSheetOptions {
  /** Cells in a row. Default the root of their number, rounded up. */
  readonly columns?: number;
  /** Pixels around each cell. Default 8. */
  readonly padding?: number;
  /** Default "white". */
  readonly background?: Color;
  /** Height of a line of text in pixels, to the nearest multiple of 10. Default 10. */
  readonly fontSize?: number;
}

// Room for a caption of sixteen letters below the smallest picture.
const narrowest = 16 * 6 - 1;

/**
 * Pictures of any sizes on one sheet, each with a caption below it; long captions go on in the next
 * line. torchvision has nothing like it; `makeGrid` is for pictures of one size.
 * Throws without cells.
 * @example const sheet = contactSheet([{ image, caption: "before" }, { image: flipped, caption: "after" }]);
 */
export function contactSheet(
  cells: readonly ContactCell[],
  { columns, padding = 8, background = "white", fontSize = 10 }: ContactSheetOptions = {},
): Image {
  const who = "contactSheet";
  if (!Array.isArray(cells) || cells.length === 0)
    throw expected(who, "at least one cell", cells, "pass a list of { image, caption }");
  const across = Math.min(
    checkInteger(who, "columns", columns ?? Math.ceil(Math.sqrt(cells.length)), { low: 1 }),
    cells.length,
  );
  checkInteger(who, "padding", padding);
  const scale = textScale(checkNumber(who, "fontSize", fontSize, { low: 1 }));
  const pictures = cells.map(({ image }) => openCanvas(who, image));
  const cellWidth = Math.max(narrowest * scale, ...pictures.map(({ width }) => width));
  const cellHeight = Math.max(...pictures.map(({ height }) => height));
  const captions = cells.map(({ caption = "" }) => wrapText(caption, cellWidth, scale));
  const textHeight = Math.max(
    ...captions.map((text) => (text === "" ? 0 : textSize(text, scale)[0] + 4)),
  );
  const [stepX, stepY] = [cellWidth + padding, cellHeight + textHeight + padding];
  const page = blankPage(
    across * stepX + padding,
    Math.ceil(cells.length / across) * stepY + padding,
    [...parseColor(who, background), 255],
  );
  const text = textInk(page);
  for (const [i, picture] of pictures.entries()) {
    const left = padding + (i % across) * stepX;
    const top = padding + Math.floor(i / across) * stepY;
    paste(page, picture, left + Math.floor((cellWidth - picture.width) / 2), top);
    drawText(page, captions[i]!, left, top + cellHeight + 4, text, scale);
  }
  const { data, width, height } = page;
  return new Image(data, { width, height, channels: 3 });
}

function blankPage(width: number, height: number, ink: Ink): Canvas {
  const page = { data: new Uint8Array(width * height * 3), width, height };
  fillRectangle(page, [0, 0, width - 1, height - 1], ink);
  return page;
}

// Dark on light pages, light on dark ones; bt.601 luma.
function textInk({ data: [r, g, b] }: Canvas): Ink {
  const luma = 0.299 * r! + 0.587 * g! + 0.114 * b!;
  return luma > 127 ? [40, 40, 40, 255] : [230, 230, 230, 255];
}

function paste(page: Canvas, { data, width, height }: Canvas, left: number, top: number): void {
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 3, (y + 1) * width * 3);
    page.data.set(row, ((top + y) * page.width + left) * 3);
  }
}
