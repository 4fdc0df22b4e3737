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

// Pixels between a picture and its caption.
const gap = 4;

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
  const widths = columnWidths(pictures, across, narrowest * scale);
  const texts = cells.map(({ caption = "" }, i) => wrapText(caption, widths[i % across]!, scale));
  const rows = rowsOf(pictures, texts, across, scale);
  const page = blankPage(
    widths.reduce((sum, width) => sum + width + padding, padding),
    rows.reduce((sum, { height }) => sum + height + padding, padding),
    [...parseColor(who, background), 255],
  );
  const ink = textInk(page);
  let top = padding;
  for (const [r, { height, textAt }] of rows.entries()) {
    let left = padding;
    for (const [c, width] of widths.entries()) {
      const i = r * across + c;
      if (i === cells.length) break;
      paste(page, pictures[i]!, left, top);
      drawText(page, texts[i]!, left, top + textAt, ink, scale);
      left += width + padding;
    }
    top += height + padding;
  }
  const { data, width, height } = page;
  return new Image(data, { width, height, channels: 3 });
}

// Each column is as wide as its widest picture.
function columnWidths(pictures: readonly Canvas[], across: number, least: number): number[] {
  const widths = Array.from({ length: across }, () => least);
  for (const [i, { width }] of pictures.entries())
    widths[i % across] = Math.max(widths[i % across]!, width);
  return widths;
}

// Each row is as high as its highest picture and its longest caption.
function rowsOf(
  pictures: readonly Canvas[],
  texts: readonly string[],
  across: number,
  scale: number,
) {
  return Array.from({ length: Math.ceil(pictures.length / across) }, (_, r) => {
    const inRow = <Item>(items: readonly Item[]) => items.slice(r * across, (r + 1) * across);
    const textAt = Math.max(...inRow(pictures).map(({ height }) => height)) + gap;
    const lines = inRow(texts).map((text) => (text === "" ? -gap : textSize(text, scale)[0]));
    return { textAt, height: textAt + Math.max(...lines) };
  });
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
