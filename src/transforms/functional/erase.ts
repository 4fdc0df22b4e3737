import { Image } from "../../sample/index.ts";
import { Tensor } from "../../tensor/index.ts";
import { checkInteger, checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { type EraseValues, eraseInto } from "../kernels/erase.ts";
import type { Fill } from "../options.ts";
import type { Rectangle } from "./crop.ts";
import { fillValues } from "./fill-values.ts";
import { onPicture, type PicturePart } from "./on-picture.ts";

/**
 * Writes values over a rectangle of a picture (torchvision's `erase`): one number, one for each channel,
 * or a float32 tensor `[c, h, w]` whose dimensions of 1 are repeated. What reaches over the right and
 * bottom edges is cut off; an empty rectangle changes nothing. Bytes lose their fraction, and a tensor's
 * values wrap around at 256.
 * @example const hidden = erase(image, { top: 4, left: 8, height: 16, width: 16 }, 0);
 */
export function erase<Part extends PicturePart>(
  part: Part,
  rectangle: Rectangle,
  value: Fill | Tensor,
): Part {
  const who = "erase";
  for (const key of ["top", "left", "height", "width"] as const)
    checkInteger(who, key, rectangle[key]);
  if (!(value instanceof Tensor)) checkValue(who, value);
  return onPicture(who, part, (image) => {
    const height = Math.min(rectangle.height, image.height - rectangle.top);
    const width = Math.min(rectangle.width, image.width - rectangle.left);
    const values =
      value instanceof Tensor
        ? fromTensor(value, image.channels, rectangle)
        : { data: fillValues(who, image, value), plane: 1, row: 0, column: 0 };
    if (height <= 0 || width <= 0) return image;
    const { channels } = image;
    const stride = image.width * channels;
    const start = rectangle.top * stride + rectangle.left * channels;
    const out = image.data.slice();
    eraseInto(out, { start, height, width, channels, stride }, values);
    return new Image(out, image);
  });
}

/** Refuses a value that is no finite number and no list of them. */
export function checkValue(who: string, value: Fill): Fill {
  const list = typeof value === "number" ? [value] : value;
  if (!Array.isArray(list) || list.length === 0)
    throw expected(who, "value as a number or a list of them", value, "pass one for each channel");
  for (const item of list) checkNumber(who, "value", item);
  return typeof value === "number" ? value : [...value];
}

function fromTensor(value: Tensor, channels: number, { height, width }: Rectangle): EraseValues {
  const [c = 0, h = 0, w = 0] = value.shape;
  const fits =
    value.shape.length === 3 &&
    (c === channels || c === 1) &&
    (h === height || h === 1) &&
    (w === width || w === 1);
  const data = value.hostData();
  if (fits && data instanceof Float32Array)
    return { data, plane: c === 1 ? 0 : h * w, row: h === 1 ? 0 : w, column: w === 1 ? 0 : 1 };
  const what = `a value as float32 tensor [${channels} or 1, ${height} or 1, ${width} or 1]`;
  throw expected("erase", what, { dtype: value.dtype, shape: value.shape }, "match the rectangle");
}
