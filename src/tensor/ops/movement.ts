import { expected } from "../../util/errors.ts";
import { defineOp, type Op, type TensorType } from "../op.ts";
import { broadcastShapes, type Shape, sameShape } from "../shape.ts";
import { sumTo } from "./types.ts";

export interface ShapeAttrs {
  readonly [name: string]: Shape;
  readonly shape: Shape;
}

export interface OrderAttrs {
  readonly [name: string]: readonly number[];
  readonly order: readonly number[];
}

/** `ends` are exclusive; all resolved to `0 <= start <= end <= length`. */
export interface SliceAttrs {
  readonly [name: string]: number;
  readonly dim: number;
  readonly start: number;
  readonly end: number;
}

export interface PadAttrs {
  readonly [name: string]: number;
  readonly dim: number;
  readonly before: number;
  readonly after: number;
}

export interface DimAttrs {
  readonly [name: string]: number;
  readonly dim: number;
}

function concatType(inputs: readonly TensorType[], { dim }: DimAttrs): TensorType {
  const [first, ...rest] = inputs;
  for (const { shape, dtype } of rest) {
    const fits =
      shape.length === first!.shape.length &&
      shape.every((n, i) => i === dim || n === first!.shape[i]);
    if (!fits || dtype !== first!.dtype) {
      const types = inputs.map((input) => `${input.dtype} ${JSON.stringify(input.shape)}`);
      throw expected(
        "cat",
        `tensors of one dtype that differ in dim ${dim} only`,
        types,
        "check the shapes",
      );
    }
  }
  const total = inputs.reduce((sum, { shape }) => sum + shape[dim]!, 0);
  return { shape: first!.shape.map((n, i) => (i === dim ? total : n)), dtype: first!.dtype };
}

const padDim: Op<PadAttrs> = defineOp<PadAttrs>({
  name: "padDim",
  type: ([x], { dim, before, after }) => ({
    shape: x!.shape.map((n, i) => (i === dim ? before + n + after : n)),
    dtype: x!.dtype,
  }),
  onnx: ({ graph, names, types, attrs: { dim, before, after } }) => {
    const rank = types[0]!.shape.length;
    const pads = new Array<number>(2 * rank).fill(0);
    pads[dim] = before;
    pads[rank + dim] = after;
    return graph.add("Pad", [names[0]!, graph.ints(pads)]);
  },
  grad: ({ inputs: [x], gy, attrs: { dim, before } }) => [gy.narrow(dim, before, x!.shape[dim]!)],
});

/** The same elements elsewhere. */
export const movement = {
  padDim,
  reshape: defineOp<ShapeAttrs>({
    name: "reshape",
    type: ([x], { shape }) => ({ shape, dtype: x!.dtype }),
    onnx: ({ graph, names, attrs }) => graph.reshape(names[0]!, attrs.shape),
    grad: ({ inputs: [x], gy }) => [gy.reshape(x!.shape)],
  }),
  permute: defineOp<OrderAttrs>({
    name: "permute",
    type: ([x], { order }) => ({ shape: order.map((dim) => x!.shape[dim]!), dtype: x!.dtype }),
    onnx: ({ graph, names, attrs }) => graph.transpose(names[0]!, attrs.order),
    grad: ({ gy, attrs: { order } }) => [gy.permute(order.map((_, i) => order.indexOf(i)))],
  }),
  expand: defineOp<ShapeAttrs>({
    name: "expand",
    type: ([x], { shape }) => {
      if (!sameShape(broadcastShapes("expand", x!.shape, shape), shape)) {
        throw expected(
          "expand",
          `a shape that ${JSON.stringify(x!.shape)} broadcasts to`,
          shape,
          "only sizes of 1 grow",
        );
      }
      return { shape, dtype: x!.dtype };
    },
    onnx: ({ graph, names, attrs }) => graph.add("Expand", [names[0]!, graph.ints(attrs.shape)]),
    grad: ({ inputs: [x], gy }) => [sumTo(gy, x!.shape)],
  }),
  slice: defineOp<SliceAttrs>({
    name: "slice",
    type: ([x], { dim, start, end }) => ({
      shape: x!.shape.map((n, i) => (i === dim ? end - start : n)),
      dtype: x!.dtype,
    }),
    onnx: ({ graph, names, attrs: { dim, start, end } }) =>
      graph.slice(names[0]!, [dim], [start], [end]),
    // Zeros where nothing was taken.
    grad: ({ inputs: [x], gy, attrs: { dim, start, end }, apply }) => [
      apply(padDim, [gy], { dim, before: start, after: x!.shape[dim]! - end }),
    ],
  }),
  cat: defineOp<DimAttrs>({
    name: "cat",
    type: concatType,
    onnx: ({ graph, names, attrs: { dim } }) => graph.add("Concat", names, { axis: { int: dim } }),
    grad: ({ inputs, gy, attrs: { dim } }) => {
      let start = 0;
      return inputs.map(({ shape }) => {
        const part = gy.narrow(dim, start, shape[dim]!);
        start += shape[dim]!;
        return part;
      });
    },
  }),
  // The same numbers, with no way back for gradients.
  detach: defineOp<Readonly<Record<string, never>>>({
    name: "detach",
    type: ([x]) => x!,
    onnx: "Identity",
    grad: { none: "detach() is asked for exactly that" },
  }),
};
