import type { DType } from "../dtype.ts";
import { defineOp, type GradContext, type LowerContext } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { binary, inOneType, type None, unary, zeroGradient } from "./forms.ts";
import { broadcastType, numberType, requireNumbers, sumTo } from "./types.ts";

// ONNX Runtime has no powers of bytes.
function lowerPow(context: LowerContext<None>): string {
  const { graph, out } = context;
  const dtype = out.dtype === "uint8" ? "int64" : out.dtype;
  const power = graph.add("Pow", inOneType(context, dtype));
  return dtype === out.dtype ? power : graph.cast(power, out.dtype);
}

// A power of 0 is constant. Nothing to ask where the power stands in the program.
function unlessZero(gradient: Tensor, power: Tensor): Tensor {
  const { constant } = power.node;
  return constant === undefined || constant === 0 ? gradient.maskedFill(power.eq(0), 0) : gradient;
}

// The output is positive or zero: as a boolean it says where the input was positive. Behind a max pooling that is
// asked of the pooled elements, which are fewer: a gradient goes to the element that has the very value of its window.
function reluGrad({ out, gy, apply, wrap }: GradContext<None>): Tensor[] {
  const masked = (g: Tensor, y: Tensor) => g.mul(y.to("bool").to(g.dtype));
  const { op, inputs, attrs } = gy.node;
  if (op?.name !== "maxPool2dGrad" || inputs[0] !== out.node) return [masked(gy, out)];
  const [y, g] = [wrap(inputs[1]!), wrap(inputs[2]!)];
  return [apply(op, [out, y, masked(g, y)], attrs)];
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
    grad: zeroGradient,
  }),
  relu: unary("relu", "Relu", reluGrad),
  sigmoid: unary("sigmoid", "Sigmoid", ({ out, gy }) => [gy.mul(out).mul(out.neg().add(1))]), // s(1-s)
  tanh: unary("tanh", "Tanh", ({ out, gy }) => [gy.mul(out.mul(out).neg().add(1))]), // 1 - tanh^2

  // Of booleans: or.
  add: binary(
    "add",
    "Add",
    ({ inputs: [a, b], gy }) => [sumTo(gy, a!.shape), sumTo(gy, b!.shape)],
    { ofBooleans: "Or" },
  ),
  sub: binary("sub", "Sub", ({ inputs: [a, b], gy, needs }) => [
    sumTo(gy, a!.shape),
    needs[1] ? sumTo(gy.neg(), b!.shape) : null,
  ]),
  // Of booleans: and.
  mul: binary(
    "mul",
    "Mul",
    ({ inputs: [a, b], gy, needs }) => [
      needs[0] ? sumTo(gy.mul(b!), a!.shape) : null,
      needs[1] ? sumTo(gy.mul(a!), b!.shape) : null,
    ],
    { ofBooleans: "And" },
  ),
  // d(a/b) = da / b - (a/b) db / b
  div: defineOp<None>({
    name: "div",
    type: (inputs) => {
      const { shape, dtype } = broadcastType("div")(inputs);
      return { shape, dtype: dtype === "float64" ? dtype : "float32" }; // true division, as PyTorch
    },
    onnx: (context) => context.graph.add("Div", inOneType(context, context.out.dtype)),
    grad: ({ inputs: [a, b], out, gy, needs }) => [
      needs[0] ? sumTo(gy.div(b!), a!.shape) : null,
      needs[1] ? sumTo(gy.mul(out).div(b!).neg(), b!.shape) : null,
    ],
  }),
  // d a^b = b a^(b-1) da + a^b log(a) db; constant in a where b is 0, and in b where a is 0 and b is not negative
  pow: defineOp<None>({
    name: "pow",
    type: (inputs) => {
      const both = broadcastType("pow")(inputs);
      requireNumbers("pow", [both]);
      return both;
    },
    onnx: lowerPow,
    grad: ({ inputs: [a, b], out, gy, needs }) => [
      needs[0] ? sumTo(unlessZero(gy.mul(b!.mul(a!.pow(b!.sub(1)))), b!), a!.shape) : null,
      needs[1]
        ? sumTo(gy.mul(out.mul(a!.log())).maskedFill(a!.eq(0).logicalAnd(b!.ge(0)), 0), b!.shape)
        : null,
    ],
  }),

  cast: defineOp<{ dtype: DType }>({
    name: "cast",
    type: ([x], { dtype }) => ({ shape: x!.shape, dtype }),
    onnx: ({ graph, names, attrs }) => graph.cast(names[0]!, attrs.dtype),
    grad: ({ inputs: [x], gy }) => [gy.to(x!.dtype)],
  }),
};
