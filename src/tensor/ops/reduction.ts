import { expected } from "../../util/errors.ts";
import { defineOp, type LowerContext, type TensorType } from "../op.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { requireFloat, requireNumbers } from "./types.ts";

/** `dims` are resolved, sorted and free of repeats. */
export interface ReduceAttrs {
  readonly [name: string]: readonly number[] | boolean;
  readonly dims: readonly number[];
  readonly keepdim: boolean;
}

export interface ArgAttrs {
  readonly [name: string]: number | boolean;
  readonly dim: number;
  readonly keepdim: boolean;
}

function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): Shape {
  if (keepdim) return shape.map((length, i) => (dims.includes(i) ? 1 : length));
  return shape.filter((_, i) => !dims.includes(i));
}

function reduceType([x]: readonly TensorType[], { dims, keepdim }: ReduceAttrs): TensorType {
  return { shape: reducedShape(x!.shape, dims, keepdim), dtype: x!.dtype };
}

// Of opset 17's reductions only ReduceSum takes its axes as an input. No axes would mean all.
function reduceWith(onnx: string): (context: LowerContext<ReduceAttrs>) => string {
  return ({ graph, names, attrs: { dims, keepdim } }) => {
    if (dims.length === 0) return names[0]!;
    return graph.add(onnx, names, { axes: { ints: dims }, keepdims: { int: Number(keepdim) } });
  };
}

// The mean of nothing is 0 / 0, as in PyTorch; ReduceMean says 0.
function lowerMean(context: LowerContext<ReduceAttrs>): string {
  const { graph, types, out } = context;
  if (sizeOf(types[0]!.shape) > 0) return reduceWith("ReduceMean")(context);
  return graph.add("Expand", [graph.scalar(Number.NaN, out.dtype), graph.ints(out.shape)]);
}

// The reduced value, or its gradient, with the reduced dimensions back as ones.
function withOnes(reduced: Tensor, from: Tensor, dims: readonly number[]): Tensor {
  return reduced.reshape(reducedShape(from.shape, dims, true));
}

function refuseEmpty(who: string, [x]: readonly TensorType[], dims: readonly number[]): void {
  requireNumbers(who, [x!]);
  if (dims.every((dim) => x!.shape[dim]! > 0)) return;
  throw expected(who, "at least one element to choose from", x!.shape, "check for an empty batch");
}

/** Many elements to one. */
export const reduction = {
  sum: defineOp<ReduceAttrs>({
    name: "sum",
    // Whole numbers add up in 64 bits, as PyTorch.
    type: (inputs, attrs) => {
      const { shape, dtype } = reduceType(inputs, attrs);
      return { shape, dtype: dtype === "float32" || dtype === "float64" ? dtype : "int64" };
    },
    onnx: ({ graph, names, types, out, attrs: { dims, keepdim } }) => {
      const x = types[0]!.dtype === out.dtype ? names[0]! : graph.cast(names[0]!, out.dtype);
      if (dims.length === 0) return x;
      return graph.add("ReduceSum", [x, graph.ints(dims)], { keepdims: { int: Number(keepdim) } });
    },
    grad: ({ inputs: [x], gy, attrs: { dims } }) => [withOnes(gy, x!, dims).expand(x!.shape)],
  }),
  mean: defineOp<ReduceAttrs>({
    name: "mean",
    type: (inputs, attrs) => {
      requireFloat("mean", inputs[0]!);
      return reduceType(inputs, attrs);
    },
    onnx: lowerMean,
    grad: ({ inputs: [x], out, gy, attrs: { dims } }) => {
      const count = sizeOf(x!.shape) / sizeOf(out.shape);
      return [withOnes(gy.div(count), x!, dims).expand(x!.shape)];
    },
  }),
  // Equal largest elements share the gradient, as torch.amax.
  amax: defineOp<ReduceAttrs>({
    name: "amax",
    type: (inputs, attrs) => {
      refuseEmpty("amax", inputs, attrs.dims);
      return reduceType(inputs, attrs);
    },
    onnx: reduceWith("ReduceMax"),
    grad: ({ inputs: [x], out, gy, attrs: { dims } }) => {
      const hit = x!.eq(withOnes(out, x!, dims)).to(gy.dtype);
      return [hit.mul(withOnes(gy, x!, dims)).div(hit.sum(dims, true))];
    },
  }),
  argmax: defineOp<ArgAttrs>({
    name: "argmax",
    type: (inputs, { dim, keepdim }) => {
      refuseEmpty("argmax", inputs, [dim]);
      return { shape: reducedShape(inputs[0]!.shape, [dim], keepdim), dtype: "int64" };
    },
    onnx: ({ graph, names, attrs: { dim, keepdim } }) =>
      graph.add("ArgMax", names, { axis: { int: dim }, keepdims: { int: Number(keepdim) } }),
    grad: { none: "an index is a whole number" },
  }),
};
