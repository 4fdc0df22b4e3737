import { Image, Video } from "../sample/index.ts";
import { type DType, Tensor } from "../tensor/index.ts";
import { checkChoice } from "../util/check.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { convertImageDtype } from "./functional/convert-image-dtype.ts";
import { isPicture } from "./parts.ts";

/**
 * Pictures in another element type, ranges mapped (torchvision's `ConvertImageDtype`): `ToDtype` with
 * `scale: true`, to float32 by default. All else passes; torchvision casts boxes and masks too, which
 * have their own types here.
 * @example const floats = new ConvertImageDtype().apply(image); // 0..1
 */
export class ConvertImageDtype extends ConversionTransform<{ dtype: DType }> {
  constructor(dtype: DType = "float32") {
    const dtypes = ["float32", "float64", "int64", "int32", "uint8"] as const;
    super("ConvertImageDtype", { dtype: checkChoice("ConvertImageDtype", "dtype", dtype, dtypes) });
  }

  protected convert(leaf: unknown): unknown {
    const picture =
      leaf instanceof Image || leaf instanceof Video || (leaf instanceof Tensor && isPicture(leaf));
    return picture ? convertImageDtype(leaf, this.options.dtype) : leaf;
  }
}
