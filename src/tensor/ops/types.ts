import { expected } from "../../util/errors.ts";
import { type DType, isFloating, promote } from "../dtype.ts";
import type { TensorType } from "../op.ts";
import { broadcastShapes, type Shape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** The type rule of an operation that keeps its input's type. */
export function sameType([x]: readonly TensorType[]): TensorType {
  return x!;
}

/** The type rule of a function on real numbers: float in, the same out. */
export function floatType(who: string): (inputs: readonly TensorType[]) => TensorType {
  return ([x]) => {
    requireFloat(who, x!);
    return x!;
  };
}

/**
 * The element type of an operation on two tensors: the one that holds both, but that a scalar beside a tensor with dimensions
 * counts only where it is of a higher kind, floating over integer over bool. `torch.result_type`.
 */
export function resultType(a: TensorType, b: TensorType): DType {
  if ((a.shape.length === 0) === (b.shape.length === 0)) return promote(a.dtype, b.dtype);
  const [scalar, wide] = a.shape.length === 0 ? [a, b] : [b, a];
  return kind(scalar.dtype) > kind(wide.dtype) ? promote(a.dtype, b.dtype) : wide.dtype;
}

function kind(dtype: DType): number {
  if (isFloating(dtype)) return 2;
  return dtype === "bool" ? 0 : 1;
}

/** The type rule of an elementwise operation on two tensors. */
export function broadcastType(who: string): (inputs: readonly TensorType[]) => TensorType {
  return ([a, b]) => ({
    shape: broadcastShapes(who, a!.shape, b!.shape),
    dtype: resultType(a!, b!),
  });
}

/** The type rule of a comparison. */
export function comparisonType(who: string): (inputs: readonly TensorType[]) => TensorType {
  return ([a, b]) => ({ shape: broadcastShapes(who, a!.shape, b!.shape), dtype: "bool" });
}

/** Refuses element types that gradients and real functions cannot use. */
export function requireFloat(who: string, { dtype }: { readonly dtype: DType }): void {
  if (!isFloating(dtype))
    throw expected(who, "a floating-point tensor", dtype, 'convert with .to("float32")');
}

/** Refuses element types that the engine has no arithmetic for: booleans, and `more`. */
export function requireNumbers(
  who: string,
  inputs: readonly TensorType[],
  more: readonly DType[] = [],
): void {
  for (const { dtype } of inputs) {
    if (dtype === "bool" || more.includes(dtype)) {
      const what = more.length === 0 ? "numbers" : "signed numbers";
      throw expected(who, what, dtype, 'convert with .to("int64") or .to("float32")');
    }
  }
}

/** The type rule of an operation that keeps its input's type and needs numbers, not booleans. */
export function numberType(
  who: string,
  more: readonly DType[] = [],
): (inputs: readonly TensorType[]) => TensorType {
  return (inputs) => {
    requireNumbers(who, inputs, more);
    return inputs[0]!;
  };
}

/** Refuses a tensor of another rank. */
export function requireRank(who: string, what: string, { shape }: TensorType, rank: number): void {
  if (shape.length === rank) return;
  throw expected(
    who,
    `${what} of ${rank} dimensions`,
    shape,
    "reshape it, or check what came before",
  );
}

/** Sums `gradient` over the dimensions that broadcasting to `gradient.shape` had repeated. */
export function sumTo(gradient: Tensor, shape: Shape): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.shape.length - shape.length;
  const dims: number[] = [];
  gradient.shape.forEach((length, i) => {
    if (i < extra || (shape[i - extra] === 1 && length !== 1)) dims.push(i);
  });
  // Dimensions that broadcasting had added go; those that it had stretched stay, as ones.
  if (dims.length === extra) return gradient.sum(dims);
  return gradient.sum(dims, true).reshape(shape);
}
