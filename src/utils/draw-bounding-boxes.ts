import type { BoundingBoxes } from "../sample/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Colors, colorsFor, type Rgb } from "./colors.ts";
import { cornerRows } from "./corner-rows.ts";
import { closeCanvas, openCanvas, type Picture } from "./picture.ts";
import type { Canvas, Ink } from "./shapes/canvas.ts";
import { drawOutline } from "./shapes/outline.ts";
import { fillPolygon, type Point } from "./shapes/polygon.ts";
import { drawRectangle, fillRectangle, type Rect } from "./shapes/rectangle.ts";
import { drawText, textScale, textSize } from "./shapes/text.ts";

/** How boxes are drawn. */
export interface DrawBoundingBoxesOptions {
  /** A text for each box, in its upper left corner; `null` for none. */
  readonly labels?: readonly (string | null)[];
  /** Of the frames. Default torchvision's palette, whose first colour is black. */
  readonly colors?: Colors;
  /** Fills the boxes with their colour, 100 / 255 opaque. Default false. */
  readonly fill?: boolean;
  /** Of the frames, in pixels. Default 1. */
  readonly width?: number;
  /** Height of a line of text in pixels, to the nearest multiple of 10. Default 10. */
  readonly fontSize?: number;
  /** Of the texts. Default the boxes' colours; black or white where they are on a filled label. */
  readonly labelColors?: Colors;
  /** Default the boxes' colours. */
  readonly labelBackgroundColors?: Colors;
  /** Puts the texts on filled rectangles. Default false. */
  readonly fillLabels?: boolean;
}

/**
 * The picture with boxes drawn on it (torchvision's `draw_bounding_boxes`): frames as Pillow draws
 * them, coordinates cut to whole numbers; rotated boxes as four lines, the first side dashed. Boxes are
 * `BoundingBoxes` of any format, or a tensor `[n, 4]` of two corners or `[n, 8]` of four.
 * The result is of the picture's kind, in RGB; float pixels go through bytes, as torchvision's do.
 * Without boxes the picture comes back as it is. Texts are in a small built-in font of printable
 * ASCII; other characters become an empty box.
 * Throws if a box's first corner is not the upper left one, or if a list is too short.
 * @example const shown = drawBoundingBoxes(image, boxes, { labels: ["cat"], colors: "red", width: 2 });
 */
export function drawBoundingBoxes<P extends Picture>(
  image: P,
  boxes: BoundingBoxes | Tensor,
  options: DrawBoundingBoxesOptions = {},
): P {
  const who = "drawBoundingBoxes";
  const canvas = openCanvas(who, image);
  const rows = cornerRows(who, boxes);
  const style = styleOf(who, rows.length, options);
  if (rows.length === 0) return image;
  for (const [i, row] of rows.entries()) drawBox(canvas, row, style.colors[i]!, style);
  for (const [i, row] of rows.entries()) drawLabel(canvas, row, i, style);
  return closeCanvas(canvas, image) as P;
}

type Style = ReturnType<typeof styleOf>;

function styleOf(
  who: string,
  count: number,
  {
    labels,
    colors,
    fill = false,
    width = 1,
    fontSize = 10,
    labelColors,
    labelBackgroundColors,
    fillLabels = false,
  }: DrawBoundingBoxesOptions,
) {
  checkInteger(who, "width", width, { low: 1, high: 4096 });
  checkNumber(who, "fontSize", fontSize, { low: 1, high: 4096 });
  checkLabels(who, labels, count);
  const frames = colorsFor(who, colors, count);
  const grounds =
    labelBackgroundColors === undefined ? frames : colorsFor(who, labelBackgroundColors, count);
  const own = fillLabels ? grounds.map(readableOn) : frames;
  const texts = labelColors === undefined ? own : colorsFor(who, labelColors, count);
  const scale = textScale(fontSize);
  return { labels, colors: frames, fill, width, texts, grounds, fillLabels, scale };
}

function checkLabels(who: string, labels: DrawBoundingBoxesOptions["labels"], count: number): void {
  if (labels === undefined) return;
  if (!Array.isArray(labels) || labels.length !== count) {
    const got = Array.isArray(labels) ? labels.length : labels;
    throw expected(who, `${count} labels, one for each box`, got, "use null for no label");
  }
  const odd = labels.find((label) => typeof label !== "string" && label !== null);
  if (odd !== undefined) throw expected(who, "labels as texts or null", odd, "use String(label)");
}

function drawBox(canvas: Canvas, row: readonly number[], color: Rgb, { fill, width }: Style): void {
  const [ink, glaze]: Ink[] = [
    [...color, 255],
    [...color, 100],
  ];
  if (row.length === 4) {
    if (fill) fillRectangle(canvas, row as unknown as Rect, glaze!);
    drawRectangle(canvas, row as unknown as Rect, width, ink!);
    return;
  }
  const corners = [0, 2, 4, 6].map((i): Point => [row[i]!, row[i + 1]!]);
  if (fill) fillPolygon(canvas, corners, glaze!);
  drawOutline(canvas, corners, width, ink!, { firstDashed: true });
}

function drawLabel(canvas: Canvas, row: readonly number[], i: number, style: Style): void {
  const text = style.labels?.[i];
  if (text === null || text === undefined) return;
  const [x, y] = [row[0]! + style.width + 1, row[1]! + style.width + 1];
  if (style.fillLabels) {
    const [height, width] = textSize(text, style.scale);
    fillRectangle(canvas, [x - 1, y - 1, x + width, y + height], [...style.grounds[i]!, 255]);
  }
  drawText(canvas, text, x, y, [...style.texts[i]!, 255], style.scale);
}

// bt.601 luma
function readableOn([r, g, b]: Rgb): Rgb {
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? [0, 0, 0] : [255, 255, 255];
}
