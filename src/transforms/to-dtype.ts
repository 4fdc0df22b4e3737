import { Image, Mask, Video } from "../sample/index.ts";
import { type DType, Tensor } from "../tensor/index.ts";
import { checkChoice } from "../util/check.ts";
import { expected } from "../util/errors.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { type ToDtypeOptions, toDtype } from "./functional/to-dtype.ts";
import { isPicture } from "./parts.ts";

const dtypes = ["float32", "float64", "int64", "int32", "uint8", "bool"] as const;

/** One type for pictures; or one for images and videos, one for tensors, one for masks. */
export type DtypeChoice =
  | DType
  | { readonly image?: DType; readonly tensor?: DType; readonly mask?: "uint8" | "int32" };

interface Options {
  readonly dtype: DtypeChoice;
  readonly scale: boolean;
}

/**
 * Pictures in another element type (torchvision's `ToDtype`): one type changes images, videos and
 * picture tensors; an object names a type for each kind, what it does not name stays. With `scale` the
 * old range is mapped to the new one, else numbers are cast. Masks are never scaled, boxes and key
 * points are always float32.
 * @example const floats = new ToDtype("float32", { scale: true }).apply(image);
 */
export class ToDtype extends ConversionTransform<Options> {
  constructor(dtype: DtypeChoice, { scale = false }: ToDtypeOptions = {}) {
    if (typeof scale !== "boolean")
      throw expected("ToDtype", "scale true or false", scale, "pass a boolean");
    super("ToDtype", { dtype: checkDtypes(dtype), scale });
  }

  protected convert(leaf: unknown): unknown {
    const { dtype, scale } = this.options;
    const named = typeof dtype === "string" ? { image: dtype, tensor: dtype } : dtype;
    if (leaf instanceof Image || leaf instanceof Video)
      return named.image === undefined ? leaf : toDtype(leaf, named.image, { scale });
    if (leaf instanceof Tensor && isPicture(leaf))
      return named.tensor === undefined ? leaf : toDtype(leaf, named.tensor, { scale });
    if (!(leaf instanceof Mask) || !("mask" in named)) return leaf;
    const Kind = named.mask === "uint8" ? Uint8Array : Int32Array;
    return leaf.data instanceof Kind ? leaf : new Mask(new Kind(leaf.data), leaf.shape);
  }
}

function checkDtypes(dtype: DtypeChoice): DtypeChoice {
  if (typeof dtype === "string") return checkChoice("ToDtype", "dtype", dtype, dtypes);
  if (dtype === null || typeof dtype !== "object")
    throw expected("ToDtype", "a dtype, or { image, tensor, mask }", dtype, 'pass "float32"');
  const given = Object.entries(dtype).filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    checkChoice("ToDtype", "a kind of part", key, ["image", "tensor", "mask"]);
    const choices = key === "mask" ? (["uint8", "int32"] as const) : dtypes;
    checkChoice("ToDtype", `dtype.${key}`, value as DType, choices);
  }
  return Object.fromEntries(given);
}
