import { expected } from "../util/errors.ts";
import { convertData } from "./convert-data.ts";
import { allocate, type DType } from "./dtype.ts";
import type { Operand } from "./methods/elementwise.ts";
import { checkShape, type Shape, sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";

/** Numbers in arrays in arrays, all rows of equal length. */
export type Nested = number | boolean | readonly Nested[];

/** Element type and gradient of a new tensor. */
export interface TensorOptions {
  /** Default float32; bool for booleans. */
  readonly dtype?: DType;
  readonly requiresGrad?: boolean;
}

/**
 * A tensor of the given numbers. Shape: as the arrays are nested.
 * @example tensor([[1, 2], [3, 4]]).shape; // [2, 2]
 */
export function tensor(
  values: Nested,
  { dtype, requiresGrad = false }: TensorOptions = {},
): Tensor {
  const shape = shapeOf(values);
  const flat: (number | boolean)[] = [];
  flattenInto(flat, values);
  if (flat.length !== sizeOf(shape)) throw ragged(values);
  const type = dtype ?? (typeof flat[0] === "boolean" ? "bool" : "float32");
  const out = Tensor.fromData(convertData(flat, type), shape, type);
  return requiresGrad ? out.setRequiresGrad() : out;
}

/** A tensor of zeros. */
export function zeros(
  shape: Shape,
  { dtype = "float32", requiresGrad = false }: TensorOptions = {},
): Tensor {
  checkShape("zeros", shape);
  const out = Tensor.fromData(allocate(dtype, sizeOf(shape)), shape, dtype);
  return requiresGrad ? out.setRequiresGrad() : out;
}

/** A tensor with every element `value`. */
export function full(
  shape: Shape,
  value: number,
  { dtype = "float32", requiresGrad = false }: TensorOptions = {},
): Tensor {
  checkShape("full", shape);
  const data = allocate(dtype, sizeOf(shape));
  const [element] = convertData([value], dtype);
  if (data instanceof BigInt64Array) data.fill(BigInt(element!));
  else data.fill(Number(element));
  const out = Tensor.fromData(data, shape, dtype);
  return requiresGrad ? out.setRequiresGrad() : out;
}

/** A tensor of ones. */
export function ones(shape: Shape, options: TensorOptions = {}): Tensor {
  return full(shape, 1, options);
}

/** A tensor whose numbers nobody has set; they are zeros. */
export function empty(shape: Shape, options: TensorOptions = {}): Tensor {
  return zeros(shape, options);
}

/**
 * `a` where `condition` (bool) is true, `b` elsewhere: `torch.where`. Tensors or numbers; all broadcast. Two numbers make float32.
 * @example where(x.gt(0), x, 0);
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  if (typeof a !== "number") return a.where(condition, b);
  if (typeof b !== "number") return b.where(condition.logicalNot(), a);
  return full([], a).where(condition, b);
}

function flattenInto(out: (number | boolean)[], values: Nested): void {
  if (typeof values !== "object") out.push(values);
  else for (const item of values) flattenInto(out, item);
}

function shapeOf(values: Nested): number[] {
  if (typeof values !== "object") return [];
  const inner = values.map(shapeOf);
  if (inner.some((shape) => String(shape) !== String(inner[0]))) throw ragged(values);
  return [values.length, ...(inner[0] ?? [])];
}

function ragged(values: Nested) {
  return expected("tensor", "rows of equal length", values, "pad or cut the shorter rows");
}
