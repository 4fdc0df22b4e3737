import { checkCanvas, checkRows, flattenRows, type Size } from "./canvas.ts";

/** What key points carry beside their coordinates. */
export interface KeyPointInfo {
  /** `[height, width]` of the image the points lie on. */
  readonly canvasSize: Size;
}

/**
 * Points on an image: float32 `[n, 2]`, x then y, in pixels; whole numbers are pixel centres
 * (torchvision's `tv_tensors.KeyPoints`). Throws on coordinates that are not finite.
 * @example const eyes = KeyPoints.from([[12, 9], [20, 9]], { canvasSize: [32, 32] });
 */
export class KeyPoints {
  readonly data: Float32Array;
  readonly canvasSize: Size;
  /** The number of points. */
  readonly length: number;

  constructor(data: Float32Array, { canvasSize }: KeyPointInfo) {
    this.canvasSize = checkCanvas("KeyPoints", canvasSize);
    this.length = checkRows("KeyPoints", data, 2);
    this.data = data;
  }

  /** Points from nested rows. */
  static from(rows: readonly (readonly number[])[], info: KeyPointInfo): KeyPoints {
    return new KeyPoints(flattenRows("KeyPoints", rows, 2), info);
  }

  /** `[height, width]` of the canvas. */
  get size(): Size {
    return this.canvasSize;
  }
}
