import { expected } from "../../util/errors.ts";
import { isFloating } from "../dtype.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { sizeOf } from "../shape.ts";
import {
  countOf,
  extremeWith,
  filled,
  type ReduceAttrs,
  reducedShape,
  reduceType,
  reduceWith,
  withOnes,
} from "./reductions.ts";
import { requireFloat } from "./types.ts";

export interface ArgAttrs {
  readonly [name: string]: number | boolean;
  readonly dim: number;
  readonly keepdim: boolean;
}

// The mean of nothing is 0 / 0, as in PyTorch; ReduceMean says 0.
function lowerMean(context: LowerContext<ReduceAttrs>): string {
  if (sizeOf(context.types[0]!.shape) === 0) return filled(context, Number.NaN);
  return reduceWith("ReduceMean")(context);
}

function refuseEmpty(who: string, [x]: readonly TensorType[], dims: readonly number[]): void {
  if (dims.every((dim) => x!.shape[dim]! > 0)) return;
  throw expected(who, "at least one element to choose from", x!.shape, "check for an empty batch");
}

// Equal extreme elements share the gradient, as torch.amax and torch.amin.
function extreme(name: string, onnx: string): Op<ReduceAttrs> {
  return defineOp<ReduceAttrs>({
    name,
    type: (inputs, attrs) => {
      refuseEmpty(name, inputs, attrs.dims);
      return reduceType(inputs, attrs);
    },
    onnx: extremeWith(onnx),
    grad: ({ inputs: [x], out, gy, attrs: { dims } }) => {
      const hit = x!.eq(withOnes(out, x!, dims)).to(gy.dtype);
      return [hit.mul(withOnes(gy, x!, dims)).div(hit.sum(dims, true))];
    },
  });
}

function place(name: string, onnx: string): Op<ArgAttrs> {
  return defineOp<ArgAttrs>({
    name,
    type: (inputs, { dim, keepdim }) => {
      refuseEmpty(name, inputs, [dim]);
      return { shape: reducedShape(inputs[0]!.shape, [dim], keepdim), dtype: "int64" };
    },
    onnx: lowerPlace(onnx),
    grad: { none: "an index is a whole number" },
  });
}

// The first NaN goes before the extreme element; ArgMax and ArgMin pass over it.
function lowerPlace(onnx: string): (context: LowerContext<ArgAttrs>) => string {
  return (context) => {
    const { graph, names, types, attrs } = context;
    const { dim, keepdim } = attrs;
    const settings = { axis: { int: dim }, keepdims: { int: Number(keepdim) } };
    const x = types[0]!.dtype === "bool" ? graph.cast(names[0]!, "uint8") : names[0]!;
    const place = graph.add(onnx, [x], settings);
    if (!isFloating(types[0]!.dtype) || sizeOf(types[0]!.shape) === 0) return place;
    const nans = graph.cast(graph.add("IsNaN", names), "uint8");
    const some = reduceWith("ReduceMax")({
      ...context,
      names: [nans],
      attrs: { dims: [dim], keepdim },
    });
    const first = graph.add("ArgMax", [nans], settings);
    return graph.add("Where", [graph.cast(some, "bool"), first, place]);
  };
}

// Whether some, or all, elements are not 0: the largest or smallest as a number. Of nothing: false, and true.
function truth(name: string, onnx: string, ofNothing: boolean): Op<ReduceAttrs> {
  return defineOp<ReduceAttrs>({
    name,
    type: ([x], { dims, keepdim }) => ({
      shape: reducedShape(x!.shape, dims, keepdim),
      dtype: "bool",
    }),
    onnx: (context) => {
      const { graph, names, types, attrs } = context;
      if (sizeOf(types[0]!.shape) === 0) return filled(context, Number(ofNothing));
      const bits = types[0]!.dtype === "bool" ? names[0]! : graph.cast(names[0]!, "bool");
      if (attrs.dims.length === 0) return bits;
      const bytes = graph.cast(bits, "uint8");
      return graph.cast(reduceWith(onnx)({ ...context, names: [bytes] }), "bool");
    },
    grad: { none: "a boolean has no derivative" },
  });
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
    grad: ({ inputs: [x], gy, attrs: { dims } }) => {
      const share = gy.div(countOf(x!.shape, dims));
      return [withOnes(share, x!, dims).expand(x!.shape)];
    },
  }),
  amax: extreme("amax", "ReduceMax"),
  amin: extreme("amin", "ReduceMin"),
  argmax: place("argmax", "ArgMax"),
  argmin: place("argmin", "ArgMin"),
  any: truth("any", "ReduceMax", false),
  all: truth("all", "ReduceMin", true),
};
