import { Mask } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Colors, colorsFor, type Rgb } from "./colors.ts";
import { fromPixels, type Picture, type Pixels, rgbPixels } from "./picture.ts";

/** How masks are drawn. */
export interface DrawSegmentationMasksOptions {
  /** 0 (not seen) to 1 (nothing seen through). Default 0.8. */
  readonly alpha?: number;
  /** Default torchvision's palette, whose first colour is black. */
  readonly colors?: Colors;
  /**
   * What pixels of more than one mask get: the colour of the "last", or "black". torchvision changed
   * from the first to the second after 0.14. Default "last".
   */
  readonly overlap?: "last" | "black";
}

/**
 * The picture with coloured masks on it (torchvision's `draw_segmentation_masks`). Masks are a `Mask`
 * `[n, h, w]` (not 0 is inside) or a tensor `[n, h, w]` or `[h, w]` of bool or uint8; a `Mask` `[h, w]`
 * is a class map: class 0 stays as it is, class k gets the colour k - 1.
 * The result is of the picture's kind, in RGB; bytes are cut to whole numbers. Without masks the
 * picture comes back as it is. Throws if sizes differ or colours are too few.
 * @example const shown = drawSegmentationMasks(image, masks, { alpha: 0.5, colors: ["red", "blue"] });
 */
export function drawSegmentationMasks<P extends Picture>(
  image: P,
  masks: Mask | Tensor,
  { alpha = 0.8, colors, overlap = "last" }: DrawSegmentationMasksOptions = {},
): P {
  const who = "drawSegmentationMasks";
  const pixels = rgbPixels(who, image);
  checkNumber(who, "alpha", alpha, { low: 0, high: 1 });
  if (overlap !== "last" && overlap !== "black")
    throw expected(who, 'overlap "last" or "black"', overlap, "pass one of these");
  const { count, height, width, at } = planesOf(who, masks);
  if (height !== pixels.height || width !== pixels.width) {
    const what = `masks of the picture's size [${pixels.height}, ${pixels.width}]`;
    throw expected(who, what, [height, width], "resize the masks");
  }
  const paints = colorsFor(who, colors, count);
  if (count === 0) return image;
  const paintAt = (i: number): Rgb | undefined => {
    let [found, first] = [-1, -1];
    for (let k = 0; k < count; k++) {
      if (!at(k, i)) continue;
      if (first < 0) first = k;
      found = k;
    }
    return overlap === "black" && found !== first ? [0, 0, 0] : paints[found];
  };
  return fromPixels({ ...pixels, data: blended(pixels, paintAt, alpha) }, image) as P;
}

const f = Math.fround;

// image * (1 - alpha) + painted * alpha in float32, also where nothing is painted, as torch computes it
function blended(
  { data, width, height }: Pixels,
  paintAt: (i: number) => Rgb | undefined,
  alpha: number,
): Pixels["data"] {
  const [keep, take] = [f(1 - alpha), f(alpha)];
  const scale = data instanceof Float32Array ? 255 : 1;
  const out = data.slice();
  for (let i = 0; i < width * height; i++) {
    const paint = paintAt(i);
    for (let c = 0; c < 3; c++) {
      const old = data[i * 3 + c]!;
      const painted = paint === undefined ? old : f(paint[c]! / scale);
      out[i * 3 + c] = f(f(old * keep) + f(painted * take));
    }
  }
  return out;
}

interface Planes {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** Whether pixel i is in mask k. */
  readonly at: (k: number, i: number) => boolean;
}

function planesOf(who: string, masks: Mask | Tensor): Planes {
  if (masks instanceof Tensor) return planesOfTensor(who, masks);
  if (!(masks instanceof Mask))
    throw expected(who, "masks as a Mask or a tensor", masks, "wrap the labels in a Mask");
  const { data, shape, size } = masks;
  const [height, width] = size;
  if (shape.length === 3) return planes(data, masks.count, height, width);
  let count = 0;
  for (const label of data) count = Math.max(count, label);
  return { count, height, width, at: (k, i) => data[i] === k + 1 };
}

function planesOfTensor(who: string, tensor: Tensor): Planes {
  const { shape, dtype } = tensor;
  const [height = 0, width = 0] = shape.slice(-2);
  const ranks = shape.length === 2 || shape.length === 3;
  if (!ranks || (dtype !== "bool" && dtype !== "uint8")) {
    const what = "masks as a bool or uint8 tensor [n, h, w] or [h, w]";
    throw expected(who, what, { dtype, shape }, "compare scores with a threshold first");
  }
  return planes(tensor.hostData() as Uint8Array, shape.length === 3 ? shape[0]! : 1, height, width);
}

function planes(data: ArrayLike<number>, count: number, height: number, width: number): Planes {
  const plane = height * width;
  return { count, height, width, at: (k, i) => data[k * plane + i] !== 0 };
}
