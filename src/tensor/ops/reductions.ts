import { isFloating } from "../dtype.ts";
import type { LowerContext, TensorType } from "../op.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** `dims` are resolved, sorted and free of repeats. */
export interface ReduceAttrs {
  readonly [name: string]: readonly number[] | boolean | number | string;
  readonly dims: readonly number[];
  readonly keepdim: boolean;
}

/** The shape after a reduction. */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): Shape {
  if (keepdim) return shape.map((length, i) => (dims.includes(i) ? 1 : length));
  return shape.filter((_, i) => !dims.includes(i));
}

/** The type rule of a reduction that keeps its input's element type. */
export function reduceType([x]: readonly TensorType[], { dims, keepdim }: ReduceAttrs): TensorType {
  return { shape: reducedShape(x!.shape, dims, keepdim), dtype: x!.dtype };
}

/** A reduction by one operator. Of opset 17's only ReduceSum takes its axes as an input. No axes would mean all. */
export function reduceWith(onnx: string): (context: LowerContext<ReduceAttrs>) => string {
  return ({ graph, names, attrs: { dims, keepdim } }) => {
    if (dims.length === 0) return names[0]!;
    return graph.add(onnx, names, { axes: { ints: dims }, keepdims: { int: Number(keepdim) } });
  };
}

/**
 * The largest or smallest elements of floats, NaN where one is: ONNX Runtime's reductions pass over it. A sum of squares
 * is NaN only if an element is, and costs one more pass; asking each element would cost three.
 */
export function extremeWith(onnx: string): (context: LowerContext<ReduceAttrs>) => string {
  return (context) => {
    const { graph, names, types, out, attrs } = context;
    if (out.dtype === "bool") {
      const bytes = { ...context, names: [graph.cast(names[0]!, "uint8")] };
      return graph.cast(reduceWith(onnx)(bytes), "bool");
    }
    const extreme = reduceWith(onnx)(context);
    if (!isFloating(types[0]!.dtype) || attrs.dims.length === 0 || sizeOf(types[0]!.shape) === 0)
      return extreme;
    const squares = reduceWith("ReduceSumSquare")(context);
    const nan = graph.scalar(Number.NaN, out.dtype);
    return graph.add("Where", [graph.add("IsNaN", [squares]), nan, extreme]);
  };
}

/** The reduced value, or its gradient, with the reduced dimensions back as ones. */
export function withOnes(reduced: Tensor, from: Tensor, dims: readonly number[]): Tensor {
  return reduced.reshape(reducedShape(from.shape, dims, true));
}

/** A reduction over nothing: every element is `value`. */
export function filled({ graph, out }: LowerContext<ReduceAttrs>, value: number): string {
  return graph.add("Expand", [graph.scalar(value, out.dtype), graph.ints(out.shape)]);
}

/** How many elements make one of the result. */
export function countOf(shape: Shape, dims: readonly number[]): number {
  return dims.reduce((count, dim) => count * shape[dim]!, 1);
}
