import { checkChoice } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { checkCanvas, checkRows, flattenRows, type Size } from "./canvas.ts";

// Numbers a box takes in each format; R is an angle in degrees, counter-clockwise.
const formats = { XYXY: 4, XYWH: 4, CXCYWH: 4, XYWHR: 5, CXCYWHR: 5, XYXYXYXY: 8 } as const;

/** How a box is written: two corners; corner and size; centre and size; the last three are rotated. */
export type BoxFormat = keyof typeof formats;

/**
 * What a transform does with a box that leaves the canvas. Boxes with edges parallel to the image's
 * are cut to it in both modes; a rotated box keeps its angle, and "soft" keeps all of it that is on
 * the canvas, "hard" nothing that is not. `null` leaves boxes as they are.
 */
export type ClampingMode = "soft" | "hard" | null;

/** What boxes carry beside their coordinates. */
export interface BoxInfo {
  readonly format: BoxFormat;
  /** `[height, width]` of the image the boxes lie on. */
  readonly canvasSize: Size;
  /** What transforms do with boxes that leave the canvas. Default "soft". */
  readonly clampingMode?: ClampingMode;
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
  readonly clampingMode: ClampingMode;
  /** The number of boxes. */
  readonly length: number;

  constructor(data: Float32Array, { format, canvasSize, clampingMode = "soft" }: BoxInfo) {
    const who = "BoundingBoxes";
    this.format = checkBoxFormat(who, format);
    this.canvasSize = checkCanvas(who, canvasSize);
    this.clampingMode = checkClampingMode(who, clampingMode);
    this.length = checkRows(who, data, formats[format]);
    this.data = data;
  }

  /** Boxes from nested rows. */
  static from(rows: readonly (readonly number[])[], info: BoxInfo): BoundingBoxes {
    checkBoxFormat("BoundingBoxes", info.format);
    return new BoundingBoxes(flattenRows("BoundingBoxes", rows, formats[info.format]), info);
  }

  /** `[height, width]` of the canvas. */
  get size(): Size {
    return this.canvasSize;
  }

  /** The numbers that one box takes: 4, 5 or 8. */
  get rowLength(): number {
    return formats[this.format];
  }
}

/** Refuses anything but the name of a box format; returns it. */
export function checkBoxFormat(who: string, format: unknown): BoxFormat {
  return checkChoice(who, "format", format, Object.keys(formats) as BoxFormat[]);
}

/** Refuses anything but "soft", "hard" and `null`; returns it. */
export function checkClampingMode(who: string, mode: unknown): ClampingMode {
  if (mode === null || mode === "soft" || mode === "hard") return mode;
  throw expected(who, 'clampingMode "soft", "hard" or null', mode, "pass one of these");
}

/** True for the formats whose boxes may be turned (torchvision's `is_rotated_bounding_format`). */
export function isRotatedBoundingFormat(format: BoxFormat): boolean {
  return formats[checkBoxFormat("isRotatedBoundingFormat", format)] !== 4;
}
