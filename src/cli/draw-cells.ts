import { BoundingBoxes, type Image, isRotatedBoundingFormat } from "../sample/index.ts";
import { functional, type Transform, type TransformJson } from "../transforms/index.ts";
import { eachLeaf, isPlainObject } from "../transforms/tree.ts";
import { Rng } from "../util/rng.ts";
import { type ContactCell, drawBoundingBoxes } from "../utils/index.ts";
import type { LabelledBoxes } from "./boxes-file.ts";
import { fitCell } from "./fit-cell.ts";
import { picturesOf, statisticsOf } from "./pictures-of.ts";

/** What is shown, and how often. */
export interface CellOptions {
  readonly pipeline: { readonly transform: Transform; readonly json: TransformJson };
  readonly labelled: LabelledBoxes | undefined;
  readonly draws: number;
  /** Of the first draw; each further one has the next. */
  readonly seed: number;
  /** The side of the square that a picture is made to fit, in pixels. */
  readonly cell: number;
}

/** The image as it is, then what the pipeline makes of it draw by draw, boxes drawn, with captions. */
export function drawCells(image: Image, options: CellOptions): ContactCell[] {
  const { pipeline, labelled, draws, seed, cell } = options;
  const colors = colorsOf(labelled?.labels ?? []);
  const statistics = statisticsOf(pipeline.json);
  const cells = [cellOf(image, labelled, "original", { colors, cell })];
  for (let i = 0; i < draws; i++) {
    const sample = labelled === undefined ? { image } : { image, ...labelled };
    const result: unknown = pipeline.transform.apply<unknown>(sample, new Rng(seed + i));
    const pictures = picturesOf(isPlainObject(result) ? result["image"] : result, statistics);
    for (const [k, picture] of pictures.entries()) {
      const part = pictures.length === 1 ? "" : `, ${k + 1} of ${pictures.length}`;
      cells.push(cellOf(picture, boxesOf(result), `seed ${seed + i}${part}`, { colors, cell }));
    }
  }
  return cells;
}

type LabelColors = ReadonlyMap<string, string>;

const bright = ["red", "lime", "deepskyblue", "yellow", "magenta", "orange", "cyan", "white"];

// A label keeps its colour when others are dropped.
function colorsOf(labels: readonly string[]): LabelColors {
  const kinds = [...new Set(labels)];
  return new Map(kinds.map((kind, i) => [kind, bright[i % bright.length]!]));
}

function boxesOf(result: unknown): LabelledBoxes | undefined {
  let boxes: BoundingBoxes | undefined;
  eachLeaf(result, (leaf) => {
    if (leaf instanceof BoundingBoxes) boxes ??= leaf;
  });
  if (boxes === undefined || !isPlainObject(result)) return undefined;
  const labels = result["labels"];
  const fits = Array.isArray(labels) && labels.length === boxes.length;
  return { boxes, labels: fits ? labels.map(String) : Array.from(boxes.data, () => "") };
}

function cellOf(
  picture: Image,
  labelled: LabelledBoxes | undefined,
  what: string,
  { colors, cell }: { readonly colors: LabelColors; readonly cell: number },
): ContactCell {
  const caption = `${what}, ${picture.width} x ${picture.height}`;
  const fits = labelled !== undefined && String(labelled.boxes.canvasSize) === String(picture.size);
  const { image, boxes } = fitCell(
    { image: picture, boxes: fits ? labelled.boxes : undefined },
    cell,
  );
  if (boxes === undefined || labelled === undefined) return { image, caption };
  const labels = labelled.labels.slice(0, boxes.length);
  const drawn = drawBoundingBoxes(image, within(boxes), {
    width: 2,
    labels: labels.map((label) => (label === "" ? null : label)),
    colors: labels.map((label) => colors.get(label) ?? "red"),
    fillLabels: true,
  });
  const count = boxes.length === 1 ? "1 box" : `${boxes.length} boxes`;
  return { image: drawn, caption: `${caption}, ${count}` };
}

// Edges are between pixels: a box to the right border ends at x = width, one pixel beyond the last.
function within(boxes: BoundingBoxes): BoundingBoxes {
  if (isRotatedBoundingFormat(boxes.format)) return boxes;
  const { data, canvasSize } = functional.convertBoundingBoxFormat(boxes, "XYXY");
  const pixels = data.map((value, i) => (i % 4 < 2 ? value : Math.max(value - 1, data[i - 2]!)));
  return new BoundingBoxes(pixels, { format: "XYXY", canvasSize });
}
