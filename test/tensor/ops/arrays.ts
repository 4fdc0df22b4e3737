import { allocate, type DType } from "../../../src/tensor/dtype.ts";
import { type Shape, Tensor } from "../../../src/tensor/index.ts";
import { sizeOf } from "../../../src/tensor/shape.ts";
import type { Rng } from "../../../src/util/rng.ts";

/** An array in double precision, for references that owe nothing to the engine. */
export interface Numbers {
  readonly shape: Shape;
  readonly data: Float64Array;
  /** The element type of the tensor that it stands for. */
  readonly dtype: DType;
}

/** An array made by asking for each element at its place. */
export function build(
  shape: Shape,
  at: (place: readonly number[], i: number) => number,
  dtype: DType = "float32",
): Numbers {
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = at(placeOf(shape, i), i);
  return { shape, data, dtype };
}

/** Every place of an array of this shape, row by row. */
export function placesOf(shape: Shape): readonly (readonly number[])[] {
  return Array.from({ length: sizeOf(shape) }, (_, i) => placeOf(shape, i));
}

/** The element at a place. */
export function get({ shape, data }: Numbers, place: readonly number[]): number {
  return data[offset(shape, place)]!;
}

/** Adds to the element at a place. */
export function addAt({ shape, data }: Numbers, place: readonly number[], value: number): void {
  data[offset(shape, place)]! += value;
}

/** Given numbers, rounded to float32 unless whole. */
export function given(shape: Shape, values: readonly number[], dtype: DType = "float32"): Numbers {
  return build(
    shape,
    (_, i) => (dtype === "float32" ? Math.fround(values[i]!) : values[i]!),
    dtype,
  );
}

/** Uniform numbers in [low, high), float32. */
export function between(rng: Rng, shape: Shape, low: number, high: number): Numbers {
  return build(shape, () => rng.uniform(low, high));
}

/** Different numbers around 0, none nearer than `step / 2` to 0 or to another: no kinks, no ties. */
export function apart(rng: Rng, shape: Shape, step = 0.25): Numbers {
  const order = rng.permutation(sizeOf(shape));
  return build(shape, (_, i) =>
    Math.fround((order[i]! - Math.floor(order.length / 2) + 0.5) * step),
  );
}

/** Whole numbers in [low, high). */
export function whole(
  rng: Rng,
  shape: Shape,
  low: number,
  high: number,
  dtype: DType = "int64",
): Numbers {
  return build(shape, () => rng.int(low, high), dtype);
}

/** The tensor of the same numbers. */
export function toTensor({ shape, data, dtype }: Numbers): Tensor {
  const out = allocate(dtype, data.length);
  if (out instanceof BigInt64Array) out.set(Array.from(data, BigInt));
  else out.set(data);
  return Tensor.fromData(out, shape, dtype);
}

function placeOf(shape: Shape, i: number): number[] {
  const place = new Array<number>(shape.length);
  let rest = i;
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    place[dim] = rest % shape[dim]!;
    rest = Math.floor(rest / shape[dim]!);
  }
  return place;
}

function offset(shape: Shape, place: readonly number[]): number {
  return shape.reduce((sum, length, dim) => sum * length + place[dim]!, 0);
}
