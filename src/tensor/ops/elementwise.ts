import type { DType } from "../dtype.ts";
import { defineOp, type GradRule, type LowerContext, type Op, type TensorType } from "../op.ts";
import {
  broadcastType,
  comparisonType,
  floatType,
  numberType,
  requireNumbers,
  sumTo,
} from "./types.ts";

type None = Readonly<Record<string, never>>;

const stepwise = { none: "piecewise constant: the derivative is zero wherever it exists" };

function unary(name: string, onnx: string, grad: GradRule<None>): Op<None> {
  return defineOp<None>({ name, type: floatType(name), onnx, grad });
}

function binary(
  name: string,
  onnx: string,
  grad: GradRule<None>,
  refused: readonly DType[] = [],
): Op<None> {
  const type = (inputs: readonly TensorType[]) => {
    const both = broadcastType(name)(inputs);
    requireNumbers(name, [both], refused);
    return both;
  };
  return defineOp<None>({ name, type, onnx: lowerBinary(onnx), grad });
}

function comparison(name: string, onnx: string): Op<None> {
  const lower = ({ graph, names, types }: LowerContext<None>) =>
    graph.add(onnx, sameTypes({ graph, names, types }, wider(types)));
  return defineOp<None>({ name, type: comparisonType(name), onnx: lower, grad: stepwise });
}

function lowerBinary(onnx: string): (context: LowerContext<None>) => string {
  return ({ graph, names, types, out }) =>
    graph.add(onnx, sameTypes({ graph, names, types }, out.dtype));
}

// ONNX wants both sides in one element type.
function sameTypes(
  { graph, names, types }: Pick<LowerContext<None>, "graph" | "names" | "types">,
  dtype: DType,
): string[] {
  return names.map((name, i) => (types[i]!.dtype === dtype ? name : graph.cast(name, dtype)));
}

function wider(types: readonly TensorType[]): DType {
  const { dtype } = broadcastType("compare")(
    [types[0]!, types[1]!].map((t) => ({ ...t, shape: [] })),
  );
  return dtype === "bool" || dtype === "uint8" ? "int32" : dtype;
}

/** Functions of one or two numbers, applied to each element. */
export const elementwise = {
  neg: defineOp<None>({
    name: "neg",
    type: numberType("neg", ["uint8"]),
    onnx: "Neg",
    grad: ({ gy }) => [gy.neg()],
  }),
  exp: unary("exp", "Exp", ({ out, gy }) => [gy.mul(out)]), // d exp(x) = exp(x) dx
  log: unary("log", "Log", ({ inputs: [x], gy }) => [gy.div(x!)]), // d log(x) = dx / x
  sqrt: unary("sqrt", "Sqrt", ({ out, gy }) => [gy.div(out.mul(2))]), // d sqrt(x) = dx / 2 sqrt(x)
  abs: defineOp<None>({
    name: "abs",
    type: numberType("abs"),
    onnx: "Abs",
    grad: ({ inputs: [x], gy }) => [gy.mul(x!.sign())], // 0 at 0, as PyTorch
  }),
  sign: defineOp<None>({
    name: "sign",
    type: numberType("sign"),
    onnx: "Sign",
    grad: stepwise,
  }),
  relu: unary("relu", "Relu", ({ out, gy }) => [gy.mul(out.gt(0).to(gy.dtype))]),
  sigmoid: unary("sigmoid", "Sigmoid", ({ out, gy }) => [gy.mul(out).mul(out.neg().add(1))]), // s(1-s)
  tanh: unary("tanh", "Tanh", ({ out, gy }) => [gy.mul(out.mul(out).neg().add(1))]), // 1 - tanh^2

  add: binary("add", "Add", ({ inputs: [a, b], gy }) => [sumTo(gy, a!.shape), sumTo(gy, b!.shape)]),
  sub: binary("sub", "Sub", ({ inputs: [a, b], gy, needs }) => [
    sumTo(gy, a!.shape),
    needs[1] ? sumTo(gy.neg(), b!.shape) : null,
  ]),
  mul: binary("mul", "Mul", ({ inputs: [a, b], gy, needs }) => [
    needs[0] ? sumTo(gy.mul(b!), a!.shape) : null,
    needs[1] ? sumTo(gy.mul(a!), b!.shape) : null,
  ]),
  // d(a/b) = da / b - (a/b) db / b
  div: defineOp<None>({
    name: "div",
    type: (inputs) => {
      const { shape, dtype } = broadcastType("div")(inputs);
      return { shape, dtype: dtype === "float64" ? dtype : "float32" }; // true division, as PyTorch
    },
    onnx: lowerBinary("Div"),
    grad: ({ inputs: [a, b], out, gy, needs }) => [
      needs[0] ? sumTo(gy.div(b!), a!.shape) : null,
      needs[1] ? sumTo(gy.mul(out).div(b!).neg(), b!.shape) : null,
    ],
  }),
  // The larger takes the gradient; equal values share it, as PyTorch.
  maximum: binary("maximum", "Max", ({ inputs: [a, b], gy }) => {
    const share = a!.gt(b!).to(gy.dtype).add(a!.eq(b!).to(gy.dtype).mul(0.5));
    return [sumTo(gy.mul(share), a!.shape), sumTo(gy.mul(share.neg().add(1)), b!.shape)];
  }),
  // d a^b = b a^(b-1) da + a^b log(a) db
  pow: binary(
    "pow",
    "Pow",
    ({ inputs: [a, b], out, gy, needs }) => [
      needs[0] ? sumTo(gy.mul(b!.mul(a!.pow(b!.sub(1)))), a!.shape) : null,
      needs[1] ? sumTo(gy.mul(out.mul(a!.log())), b!.shape) : null,
    ],
    ["uint8"],
  ),

  eq: comparison("eq", "Equal"),
  gt: comparison("gt", "Greater"),
  ge: comparison("ge", "GreaterOrEqual"),
  lt: comparison("lt", "Less"),
  le: comparison("le", "LessOrEqual"),

  cast: defineOp<{ dtype: DType }>({
    name: "cast",
    type: ([x], { dtype }) => ({ shape: x!.shape, dtype }),
    onnx: ({ graph, names, attrs }) => graph.cast(names[0]!, attrs.dtype),
    grad: ({ inputs: [x], gy }) => [gy.to(x!.dtype)],
  }),
};
