import { expected } from "../../util/errors.ts";
import { type DType, promote } from "../dtype.ts";
import { defineOp, type GradContext, type TensorType } from "../op.ts";
import { broadcastShapes, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { requireFloat, sumTo } from "./types.ts";

type None = Readonly<Record<string, never>>;

export interface SoftmaxAttrs {
  readonly [name: string]: number;
  readonly dim: number;
}

export interface ClassesAttrs {
  readonly [name: string]: number | DType;
  readonly classes: number;
  readonly dtype: DType;
}

// [..., n, k] x [..., k, m] -> [..., n, m]
function matmulType([a, b]: readonly TensorType[]): TensorType {
  const [n, k] = a!.shape.slice(-2);
  const [k2, m] = b!.shape.slice(-2);
  if (a!.shape.length < 2 || b!.shape.length < 2 || k !== k2) {
    throw expected(
      "matmul",
      "shapes [..., n, k] and [..., k, m]",
      [a!.shape, b!.shape],
      "check the inner sizes; transpose one?",
    );
  }
  requireFloat("matmul", a!);
  requireFloat("matmul", b!);
  const batch = broadcastShapes("matmul", a!.shape.slice(0, -2), b!.shape.slice(0, -2));
  return { shape: [...batch, n!, m!], dtype: promote(a!.dtype, b!.dtype) };
}

// y = a b: da = dy b^T, db = a^T dy, summed over broadcast batches
function matmulGrad({ inputs: [a, b], gy, needs }: GradContext<None>): (Tensor | null)[] {
  const da = needs[0] ? sumTo(gy.matmul(b!.transpose(-1, -2)), a!.shape) : null;
  if (!needs[1]) return [da, null];
  if (b!.shape.length > 2) return [da, sumTo(a!.transpose(-1, -2).matmul(gy), b!.shape)];
  // One product in place of a sum of products. Not reshape(-1): sizes may be 0.
  const count = sizeOf(a!.shape.slice(0, -1));
  const rows = a!.reshape([count, a!.shape.at(-1)!]);
  return [da, rows.transpose(0, 1).matmul(gy.reshape([count, gy.shape.at(-1)!]))];
}

/** Matrix products and what classifiers put behind them. */
export const linear = {
  matmul: defineOp<None>({ name: "matmul", type: matmulType, onnx: "MatMul", grad: matmulGrad }),
  // y = softmax(x): dx = y (dy - sum(y dy))
  softmax: defineOp<SoftmaxAttrs>({
    name: "softmax",
    type: ([x]) => {
      requireFloat("softmax", x!);
      return x!;
    },
    onnx: ({ graph, names, attrs: { dim } }) => graph.add("Softmax", names, { axis: { int: dim } }),
    grad: ({ out, gy, attrs: { dim } }) => [out.mul(gy.sub(out.mul(gy).sum(dim, true)))],
  }),
  // y = log softmax(x): dx = dy - exp(y) sum(dy)
  logSoftmax: defineOp<SoftmaxAttrs>({
    name: "logSoftmax",
    type: ([x]) => {
      requireFloat("logSoftmax", x!);
      return x!;
    },
    onnx: ({ graph, names, attrs: { dim } }) =>
      graph.add("LogSoftmax", names, { axis: { int: dim } }),
    grad: ({ out, gy, attrs: { dim } }) => [gy.sub(out.exp().mul(gy.sum(dim, true)))],
  }),
  // [...] class numbers -> [..., classes] rows of 0 and 1
  oneHot: defineOp<ClassesAttrs>({
    name: "oneHot",
    type: ([x], { classes, dtype }) => {
      if (x!.dtype !== "int64")
        throw expected("oneHot", "int64 class numbers", x!.dtype, 'convert with .to("int64")');
      return { shape: [...x!.shape, classes], dtype };
    },
    onnx: ({ graph, names, types, out, attrs: { classes } }) => {
      const column = graph.reshape(names[0]!, [...types[0]!.shape, 1]);
      const row = graph.ints(Array.from({ length: classes }, (_, i) => i));
      return graph.cast(graph.add("Equal", [column, row]), out.dtype);
    },
    grad: { none: "class numbers are whole numbers" },
  }),
};
