import { Image, Video } from "../../sample/index.ts";
import { type DType, Tensor, type TensorData } from "../../tensor/index.ts";
import { expected } from "../../util/errors.ts";
import { castValues, scaleToFloats, scaleToWhole, shiftBits } from "../kernels/convert-dtype.ts";
import { imageLike } from "./on-part.ts";

/** How `toDtype` changes numbers. */
export interface ToDtypeOptions {
  /** Map the range of the old type (0..1 for floats) to that of the new one. Default false: plain cast. */
  readonly scale?: boolean;
}

type Float = "float32" | "float64";
type Whole = "uint8" | "int32" | "int64";

// The largest value, and the bits that hold a value.
const wholes = { uint8: [255, 8], int32: [2 ** 31 - 1, 31], int64: [2 ** 63, 63] } as const;

/**
 * A picture in another element type (torchvision's `to_dtype`). With `scale`, whole numbers become
 * `value / max`, floats become `value * (max + 1 - 0.001)` cut to whole numbers, and whole numbers of
 * other widths are shifted by bits. Images and videos hold "uint8" and "float32", tensors any type.
 * @example const floats = toDtype(image, "float32", { scale: true }); // 0..1
 */
export function toDtype<Part extends Image | Video | Tensor>(
  part: Part,
  dtype: DType,
  { scale = false }: ToDtypeOptions = {},
): Part {
  if (part instanceof Image) return ofImage(part, dtype, scale) as Part;
  if (part instanceof Video) {
    const frames = part.frames.map((frame) => ofImage(frame, dtype, scale));
    return (frames[0] === part.frames[0] ? part : new Video(frames)) as Part;
  }
  if (!(part instanceof Tensor))
    throw expected("toDtype", "an Image, a Video or a Tensor", part, "wrap the values in one");
  if (part.dtype === dtype) return part;
  const data = converted(part.hostData(), part.dtype, dtype, scale);
  return Tensor.fromData(data, part.shape, dtype) as Part;
}

function ofImage(image: Image, dtype: DType, scale: boolean): Image {
  const from = image.data instanceof Uint8Array ? "uint8" : "float32";
  if (dtype === from) return image;
  if (dtype !== "uint8" && dtype !== "float32") {
    const what = 'an image\'s type "uint8" or "float32"';
    throw expected("toDtype", what, dtype, "put ToPureTensor before it for other types");
  }
  return imageLike(image, converted(image.data, from, dtype, scale) as Image["data"], image.size);
}

function converted(data: TensorData, from: DType, to: DType, scale: boolean): TensorData {
  if (!scale || (isFloat(from) === isFloat(to) && isFloat(from))) return castValues(data, to);
  if (from === "bool" || to === "bool")
    throw expected("toDtype", "numbers to scale", { from, to }, "cast bool without scale");
  if (isFloat(to)) return scaleToFloats(data, to, 1 / wholes[from as Whole][0]);
  if (!isFloat(from)) return shiftBits(data, to, wholes[to][1] - wholes[from as Whole][1]);
  if ((from === "float32" && to !== "uint8") || to === "int64") {
    const hint = "the floats are too coarse for its range; go by another type";
    throw expected("toDtype", `a type that ${from} can be scaled to`, to, hint);
  }
  const factor = wholes[to][0] + 1 - 1e-3;
  return scaleToWhole(data as Float32Array, to, factor);
}

function isFloat(dtype: DType): dtype is Float {
  return dtype === "float32" || dtype === "float64";
}
