import { defineOp, type LowerContext } from "../op.ts";
import { type None, unary } from "./forms.ts";
import { floatType } from "./types.ts";

// log(1 + x) = log(u) + (x - (u - 1)) / u with u = 1 + x rounded: the second term is what the rounding lost, so small
// x keep all their digits. At |x| >= 1/2 nothing is lost, and the term would be inf - inf at both ends.
function lowerLog1p({ graph, names, out: { dtype } }: LowerContext<None>): string {
  const x = names[0]!;
  const one = graph.scalar(1, dtype);
  const u = graph.add("Add", [x, one]);
  const log = graph.add("Log", [u]);
  const lost = graph.add("Sub", [x, graph.add("Sub", [u, one])]);
  const exact = graph.add("Add", [log, graph.add("Div", [lost, u])]);
  const small = graph.add("Less", [graph.add("Abs", [x]), graph.scalar(0.5, dtype)]);
  return graph.add("Where", [small, exact, log]);
}

// exp(x) - 1 = tanh(x / 2) (exp(x) + 1): no difference of near numbers. Beyond 1 the plain form serves, infinity too.
function lowerExpm1({ graph, names, out: { dtype } }: LowerContext<None>): string {
  const x = names[0]!;
  const one = graph.scalar(1, dtype);
  const exp = graph.add("Exp", [x]);
  const half = graph.add("Tanh", [graph.add("Mul", [x, graph.scalar(0.5, dtype)])]);
  const near = graph.add("Mul", [half, graph.add("Add", [exp, one])]);
  const small = graph.add("Less", [graph.add("Abs", [x]), one]);
  return graph.add("Where", [small, near, graph.add("Sub", [exp, one])]);
}

// ONNX Runtime has Erf for float32 alone: float64 values keep about seven digits.
function lowerErf({ graph, names, out: { dtype } }: LowerContext<None>): string {
  if (dtype === "float32") return graph.add("Erf", names);
  return graph.cast(graph.add("Erf", [graph.cast(names[0]!, "float32")]), dtype);
}

// ONNX Runtime has Atan for float32 alone, as Erf.
function lowerAtan({ graph, names, out: { dtype } }: LowerContext<None>): string {
  if (dtype === "float32") return graph.add("Atan", names);
  return graph.cast(graph.add("Atan", [graph.cast(names[0]!, "float32")]), dtype);
}

// In float64: max(x, 0) + log(1 + exp(-|x|)), where ONNX Runtime has no Softplus.
function lowerSoftplus(context: LowerContext<None>): string {
  const { graph, names, out } = context;
  if (out.dtype === "float32") return graph.add("Softplus", names);
  const small = graph.add("Exp", [graph.add("Neg", [graph.add("Abs", names)])]);
  const rest = lowerLog1p({ ...context, names: [small] });
  return graph.add("Add", [graph.add("Relu", names), rest]);
}

/** Functions of one real number that are made of several operators, or have no plainer place. */
export const functions = {
  sin: unary("sin", "Sin", ({ inputs: [x], gy }) => [gy.mul(x!.cos())]),
  cos: unary("cos", "Cos", ({ inputs: [x], gy }) => [gy.mul(x!.sin().neg())]),
  atan: defineOp<None>({
    name: "atan",
    type: floatType("atan"),
    onnx: lowerAtan,
    grad: ({ inputs: [x], gy }) => [gy.div(x!.mul(x!).add(1))], // dx / (1 + x^2)
  }),
  // d (1 / x) = -dx / x^2
  reciprocal: unary("reciprocal", "Reciprocal", ({ out, gy }) => [gy.mul(out.mul(out)).neg()]),
  // d erf(x) = 2 / sqrt(pi) exp(-x^2) dx
  erf: defineOp<None>({
    name: "erf",
    type: floatType("erf"),
    onnx: lowerErf,
    grad: ({ inputs: [x], gy }) => [gy.mul(x!.mul(x!).neg().exp()).mul(2 / Math.sqrt(Math.PI))],
  }),
  log1p: defineOp<None>({
    name: "log1p",
    type: floatType("log1p"),
    onnx: lowerLog1p,
    grad: ({ inputs: [x], gy }) => [gy.div(x!.add(1))], // dx / (1 + x)
  }),
  expm1: defineOp<None>({
    name: "expm1",
    type: floatType("expm1"),
    onnx: lowerExpm1,
    grad: ({ out, gy }) => [gy.mul(out.add(1))], // exp(x) dx
  }),
  softplus: defineOp<None>({
    name: "softplus",
    type: floatType("softplus"),
    onnx: lowerSoftplus,
    grad: ({ inputs: [x], gy }) => [gy.mul(x!.sigmoid())], // d log(1 + exp(x)) = sigmoid(x) dx
  }),
};
