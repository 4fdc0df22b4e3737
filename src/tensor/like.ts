import { full, type TensorOptions, zeros } from "./creation.ts";
import type { Tensor } from "./tensor.ts";

/** Zeros in the shape and, unless told otherwise, the element type of `other`. */
export function zerosLike(other: Tensor, options: TensorOptions = {}): Tensor {
  return zeros(other.shape, { dtype: other.dtype, ...options });
}

/** Ones in the shape and, unless told otherwise, the element type of `other`. */
export function onesLike(other: Tensor, options: TensorOptions = {}): Tensor {
  return fullLike(other, 1, options);
}

/** `value` everywhere in the shape and, unless told otherwise, the element type of `other`. */
export function fullLike(other: Tensor, value: number, options: TensorOptions = {}): Tensor {
  return full(other.shape, value, { dtype: other.dtype, ...options });
}

/** A tensor in the shape of `other` whose numbers nobody has set; they are zeros. */
export function emptyLike(other: Tensor, options: TensorOptions = {}): Tensor {
  return zerosLike(other, options);
}
