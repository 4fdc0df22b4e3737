import { expected } from "../../util/errors.ts";
import { allocate } from "../dtype.ts";
import { defineOp, type TensorType } from "../op.ts";
import { broadcastShapes, type Shape, sameShape, sizeOf } from "../shape.ts";
import { pad } from "./pad.ts";
import { slice } from "./slice.ts";
import { sumTo } from "./types.ts";

export interface ShapeAttrs {
  readonly [name: string]: Shape;
  readonly shape: Shape;
}

export interface OrderAttrs {
  readonly [name: string]: readonly number[];
  readonly order: readonly number[];
}

/** How often to repeat each dimension. */
export interface TileAttrs {
  readonly [name: string]: Shape;
  readonly repeats: Shape;
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

/** The same elements elsewhere. */
export const movement = {
  pad,
  slice,
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
    onnx: ({ graph, names, out: { shape, dtype } }) => {
      // ONNX Runtime's Expand leaves a size of 1 where 0 is asked for.
      if (sizeOf(shape) === 0) return graph.constant(allocate(dtype, 0), shape, dtype);
      return graph.add("Expand", [names[0]!, graph.ints(shape)]);
    },
    grad: ({ inputs: [x], gy }) => [sumTo(gy, x!.shape)],
  }),
  tile: defineOp<TileAttrs>({
    name: "tile",
    type: ([x], { repeats }) => ({
      shape: x!.shape.map((n, i) => n * repeats[i]!),
      dtype: x!.dtype,
    }),
    onnx: ({ graph, names, attrs }) => graph.add("Tile", [names[0]!, graph.ints(attrs.repeats)]),
    // The sum over the copies: [r0 n0, r1 n1] -> [r0, n0, r1, n1] -> [n0, n1]
    grad: ({ inputs: [x], gy, attrs: { repeats } }) => {
      if (repeats.length === 0) return [gy];
      const apart = gy.reshape(x!.shape.flatMap((n, i) => [repeats[i]!, n]));
      return [apart.sum(repeats.map((_, i) => 2 * i))];
    },
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
