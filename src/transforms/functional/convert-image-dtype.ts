import type { Image, Video } from "../../sample/index.ts";
import type { DType, Tensor } from "../../tensor/index.ts";
import { toDtype } from "./to-dtype.ts";

/**
 * A picture in another element type, its range mapped to that of the new type (torchvision's
 * `convert_image_dtype`): `toDtype` with `scale`, to float32 by default.
 * @example const floats = convertImageDtype(image); // 0..1
 */
export function convertImageDtype<Part extends Image | Video | Tensor>(
  part: Part,
  dtype: DType = "float32",
): Part {
  return toDtype(part, dtype, { scale: true });
}
