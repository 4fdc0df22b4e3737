import { Mask, type MaskData, type Size } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkNumber } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { type Colors, colorsFor, palette, type Rgb } from "./colors.ts";
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
 * `[n, h, w]` (not 0 is inside) or a tensor `[n, h, w]` or `[h, w]` of bool or uint8. A `Mask` `[h, w]`
 * is a class map: class 0 stays as it is, class 1 gets the first of `colors`, and so on.
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
  const { paintOf, count, size } = layersOf(who, masks, overlap);
  if (size[0] !== pixels.height || size[1] !== pixels.width) {
    const what = `masks of the picture's size [${pixels.height}, ${pixels.width}]`;
    throw expected(who, what, size, "resize the masks");
  }
  // A class map's background has no colour, but its place in the palette.
  const isMap = masks instanceof Mask && masks.shape.length === 2;
  const paints =
    colors === undefined && isMap ? palette(count + 1).slice(1) : colorsFor(who, colors, count);
  if (count === 0) return image;
  return fromPixels({ ...pixels, data: blended(pixels.data, paintOf, paints, alpha) }, image) as P;
}

const f = Math.fround;

/** What `paintOf` says of pixels that are in no mask, or in several. */
const [none, black] = [-1, -2];

// image * (1 - alpha) + painted * alpha in float32, also where nothing is painted, as torch computes it
function blended(
  data: Pixels["data"],
  paintOf: Int32Array,
  paints: readonly Rgb[],
  alpha: number,
): Pixels["data"] {
  const [keep, take] = [f(1 - alpha), f(alpha)];
  const scale = data instanceof Float32Array ? 255 : 1;
  // paint * alpha, three values for each colour; black comes last
  const shares = [...paints, [0, 0, 0]].flatMap((rgb) => rgb.map((c) => f(f(c / scale) * take)));
  const lastShare = shares.length - 3;
  const out = data.slice();
  for (let i = 0, at = 0; i < paintOf.length; i++) {
    const k = paintOf[i]!;
    let share = k === black ? lastShare : k * 3;
    for (const end = at + 3; at < end; at++, share++) {
      const old = data[at]!;
      out[at] = f(f(old * keep) + (k === none ? f(old * take) : shares[share]!));
    }
  }
  return out;
}

interface Layers {
  /** For each pixel the index of its colour, `none` or `black`. */
  readonly paintOf: Int32Array;
  /** How many colours there are. */
  readonly count: number;
  readonly size: Size;
}

function layersOf(who: string, masks: Mask | Tensor, overlap: "last" | "black"): Layers {
  if (masks instanceof Tensor) return layersOfTensor(who, masks, overlap);
  if (!(masks instanceof Mask))
    throw expected(who, "masks as a Mask or a tensor", masks, "wrap the labels in a Mask");
  const { data, shape, size } = masks;
  if (shape.length === 3) return layersOfPlanes(data, masks.count, size, overlap);
  let count = 0;
  for (const label of data) count = Math.max(count, label);
  return { paintOf: Int32Array.from(data, (label) => (label > 0 ? label - 1 : none)), count, size };
}

function layersOfTensor(who: string, tensor: Tensor, overlap: "last" | "black"): Layers {
  const { shape, dtype } = tensor;
  const [height = 0, width = 0] = shape.slice(-2);
  const ranks = shape.length === 2 || shape.length === 3;
  if (!ranks || (dtype !== "bool" && dtype !== "uint8")) {
    const what = "masks as a bool or uint8 tensor [n, h, w] or [h, w]";
    throw expected(who, what, { dtype, shape }, "compare scores with a threshold first");
  }
  const count = shape.length === 3 ? shape[0]! : 1;
  return layersOfPlanes(tensor.hostData() as Uint8Array, count, [height, width], overlap);
}

function layersOfPlanes(
  data: MaskData,
  count: number,
  size: Size,
  overlap: "last" | "black",
): Layers {
  const paintOf = new Int32Array(size[0] * size[1]).fill(none);
  for (let k = 0, at = 0; k < count; k++) {
    for (let i = 0; i < paintOf.length; i++, at++) {
      if (data[at] === 0) continue;
      paintOf[i] = overlap === "black" && paintOf[i] !== none ? black : k;
    }
  }
  return { paintOf, count, size };
}
