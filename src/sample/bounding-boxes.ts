import { checkChoice } from "../util/check.ts";
import { checkCanvas, checkRows, flattenRows, type Size } from "./canvas.ts";

// Numbers a box takes in each format; R is an angle in degrees, counter-clockwise.
const formats = { XYXY: 4, XYWH: 4, CXCYWH: 4, XYWHR: 5, CXCYWHR: 5, XYXYXYXY: 8 } as const;

/** How a box is written: two corners; corner and size; centre and size; the last three are rotated. */
export type BoxFormat = keyof typeof formats;

/** What boxes carry beside their coordinates. */
export interface BoxInfo {
  readonly format: BoxFormat;
  /** `[height, width]` of the image the boxes lie on. */
  readonly canvasSize: Size;
}

/**
 * Boxes on an image: float32 `[n, k]`, k = 4 (5 or 8 for rotated formats), in pixels from the top
 * left corner, edges between pixels (torchvision's `tv_tensors.BoundingBoxes`). Throws on coordinates
 * that are not finite and on a length that is no multiple of k.
 * @example const boxes = BoundingBoxes.from([[2, 3, 10, 8]], { format: "XYXY", canvasSize: [32, 48] });
 */
export class BoundingBoxes {
  readonly data: Float32Array;
  readonly format: BoxFormat;
  readonly canvasSize: Size;
  /** The number of boxes. */
  readonly length: number;

  constructor(data: Float32Array, { format, canvasSize }: BoxInfo) {
    const who = "BoundingBoxes";
    this.format = checkChoice(who, "format", format, Object.keys(formats) as BoxFormat[]);
    this.canvasSize = checkCanvas(who, canvasSize);
    this.length = checkRows(who, data, formats[format]);
    this.data = data;
  }

  /** Boxes from nested rows. */
  static from(rows: readonly (readonly number[])[], info: BoxInfo): BoundingBoxes {
    return new BoundingBoxes(flattenRows("BoundingBoxes", rows, formats[info.format]), info);
  }

  /** `[height, width]` of the canvas. */
  get size(): Size {
    return this.canvasSize;
  }
}
