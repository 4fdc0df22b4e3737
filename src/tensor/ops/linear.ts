import { expected } from "../../util/errors.ts";
import { type DType, promote } from "../dtype.ts";
import { defineOp, type GradContext, type LowerContext, type Op, type TensorType } from "../op.ts";
import { broadcastShapes, sameShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { requireFloat, sumTo } from "./types.ts";

export interface MatmulAttrs {
  readonly [name: string]: boolean;
  /** Whether the last two dimensions of the left side are exchanged first. */
  readonly transA: boolean;
  readonly transB: boolean;
}

export interface SoftmaxAttrs {
  readonly [name: string]: number;
  readonly dim: number;
}

export interface ClassesAttrs {
  readonly [name: string]: number | DType;
  readonly classes: number;
  readonly dtype: DType;
}

// The rows and columns of a matrix as the product takes it.
function sides(
  { shape }: TensorType,
  transposed: boolean,
): [number | undefined, number | undefined] {
  const [rows, columns] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
}

// [..., n, k] x [..., k, m] + bias -> [..., n, m], each side transposed first where the settings say so
function matmulType(
  [a, b, bias]: readonly TensorType[],
  { transA, transB }: MatmulAttrs,
): TensorType {
  const [n, k] = sides(a!, transA);
  const [k2, m] = sides(b!, transB);
  if (a!.shape.length < 2 || b!.shape.length < 2 || k !== k2) {
    const what = `shapes ${transA ? "[..., k, n]" : "[..., n, k]"} and ${transB ? "[..., m, k]" : "[..., k, m]"}`;
    throw expected("matmul", what, [a!.shape, b!.shape], "check the inner sizes; transpose one?");
  }
  if (a!.dtype !== "int64" || b!.dtype !== "int64") {
    requireFloat("matmul", a!);
    requireFloat("matmul", b!);
  }
  const batch = broadcastShapes("matmul", a!.shape.slice(0, -2), b!.shape.slice(0, -2));
  const shape = [...batch, n!, m!];
  if (bias !== undefined && !sameShape(broadcastShapes("matmul", shape, bias.shape), shape)) {
    throw expected(
      "matmul",
      `a bias that broadcasts to ${JSON.stringify(shape)}`,
      bias.shape,
      "one value a column",
    );
  }
  return { shape, dtype: promote(a!.dtype, b!.dtype) };
}

function lowerMatmul({ graph, names, types, out, attrs }: LowerContext<MatmulAttrs>): string {
  const { transA, transB } = attrs;
  const cast = names.map((name, i) =>
    types[i]!.dtype === out.dtype ? name : graph.cast(name, out.dtype),
  );
  const settings = { transA: { int: Number(transA) }, transB: { int: Number(transB) } };
  if (out.dtype !== "int64" && types.slice(0, 2).every(({ shape }) => shape.length === 2))
    return graph.add("Gemm", cast, settings);
  const [a, b, bias] = cast as [string, string, string | undefined];
  // ONNX Runtime leaves the memory of a batch of sums of nothing as it finds it.
  const empty = sides(types[0]!, transA)[1] === 0 && sizeOf(out.shape) > 0;
  const product = empty
    ? graph.add("Expand", [graph.scalar(0, out.dtype), graph.ints(out.shape)])
    : batched({ graph, names: [a, b], types, out, attrs }, settings);
  return bias === undefined ? product : graph.add("Add", [product, bias]);
}

function batched(
  { graph, names, types, out, attrs: { transA, transB } }: LowerContext<MatmulAttrs>,
  settings: Readonly<Record<string, { int: number }>>,
): string {
  if (!transA && !transB) return graph.add("MatMul", names);
  const fused = out.dtype === "float32" && !graph.standard;
  if (fused) return graph.add("FusedMatMul", names, settings, "com.microsoft");
  const turned = names.map((name, i) => {
    if (!(i === 0 ? transA : transB)) return name;
    const order = types[i]!.shape.map((_, dim) => dim);
    order.push(...order.splice(-2).reverse());
    return graph.transpose(name, order);
  });
  return graph.add("MatMul", turned);
}

// y = a b: da = dy b^T, db = a^T dy, and their transposes where a or b went in transposed; no transpose is ever made.
function matmulGrad({
  inputs: [a, b, bias],
  gy,
  needs,
  attrs,
  apply,
}: GradContext<MatmulAttrs>): (Tensor | null)[] {
  const { transA, transB } = attrs;
  const product = (x: Tensor, y: Tensor, tx: boolean, ty: boolean) =>
    apply(matmul, [x, y], { transA: tx, transB: ty });
  const da = () => (transA ? product(b!, gy, transB, true) : product(gy, b!, false, !transB));
  const db = () => (transB ? product(gy, a!, true, transA) : product(a!, gy, !transA, false));
  // One product in place of a sum of products: batches of rows against one matrix.
  // Not reshape(-1): sizes may be 0.
  const rows = (t: Tensor) => t.reshape([sizeOf(t.shape.slice(0, -1)), t.shape.at(-1)!]);
  const dbOfRows = () =>
    transB ? product(rows(gy), rows(a!), true, false) : product(rows(a!), rows(gy), true, false);
  const isRows = b!.shape.length === 2 && a!.shape.length > 2 && !transA;
  const grads = [
    needs[0] ? sumTo(da(), a!.shape) : null,
    needs[1] ? sumTo(isRows ? dbOfRows() : db(), b!.shape) : null,
  ];
  return bias === undefined ? grads : [...grads, needs[2] ? sumTo(gy, bias.shape) : null];
}

const matmul: Op<MatmulAttrs> = defineOp<MatmulAttrs>({
  name: "matmul",
  type: matmulType,
  onnx: lowerMatmul,
  grad: matmulGrad,
});

/** Matrix products and what classifiers put behind them. */
export const linear = {
  matmul,
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
