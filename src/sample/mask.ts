import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { checkCanvas, type Size } from "./canvas.ts";
import { plainBytes } from "./image.ts";

/** What labels are kept in; transforms keep the kind. */
export type MaskData = Uint8Array | Uint16Array | Int32Array;

/** `[height, width]` for one label map, `[n, height, width]` for n instance masks (n may be 0). */
export type MaskShape = Size | readonly [count: number, height: number, width: number];

/**
 * Whole-number labels for each pixel: a class map `[h, w]`, or instance masks `[n, h, w]`
 * (torchvision's `tv_tensors.Mask`). Throws if the number of labels does not fit the shape.
 * @example const mask = new Mask(new Uint8Array(6), [2, 3]);
 */
export class Mask {
  readonly data: MaskData;
  readonly shape: MaskShape;

  constructor(data: MaskData, shape: MaskShape) {
    if (!Array.isArray(shape) || (shape.length !== 2 && shape.length !== 3))
      throw expected("Mask", "a shape [h, w] or [n, h, w]", shape, "pass two or three sizes");
    const [height, width] = checkCanvas("Mask", [shape.at(-2)!, shape.at(-1)!], "size");
    const count = shape.length === 3 ? checkInteger("Mask", "n", shape[0]) : 1;
    const known = [Uint8Array, Uint16Array, Int32Array].some((kind) => data instanceof kind);
    if (!known) {
      const what = "labels in a Uint8Array, Uint16Array or Int32Array";
      throw expected("Mask", what, data, "convert the labels first");
    }
    if (data.length !== count * height * width) {
      const what = `${count * height * width} labels for shape [${shape.join(", ")}]`;
      throw expected("Mask", what, data.length, "check the shape");
    }
    // a Node Buffer's `slice` shares memory, that of a plain array copies
    this.data = data instanceof Uint8Array ? plainBytes(data) : data;
    this.shape = shape.length === 3 ? [count, height, width] : [height, width];
  }

  /** The number of planes: 1 for a class map. */
  get count(): number {
    return this.shape.length === 3 ? this.shape[0] : 1;
  }

  /** `[height, width]`. */
  get size(): Size {
    return this.shape.length === 3 ? [this.shape[1], this.shape[2]] : this.shape;
  }
}
