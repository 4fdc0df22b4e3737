import type { DType } from "../dtype.ts";
import { defineOp } from "../op.ts";
import { binary, inOneType, type None, stepwise, unary } from "./forms.ts";
import { broadcastType, numberType, sumTo } from "./types.ts";

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
  // The output is positive or zero: as a boolean it says where the input was positive.
  relu: unary("relu", "Relu", ({ out, gy }) => [gy.mul(out.to("bool").to(gy.dtype))]),
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
  // d a^b = b a^(b-1) da + a^b log(a) db
  pow: binary(
    "pow",
    "Pow",
    ({ inputs: [a, b], out, gy, needs }) => [
      needs[0] ? sumTo(gy.mul(b!.mul(a!.pow(b!.sub(1)))), a!.shape) : null,
      needs[1] ? sumTo(gy.mul(out.mul(a!.log())), b!.shape) : null,
    ],
    { refused: ["uint8"] },
  ),

  cast: defineOp<{ dtype: DType }>({
    name: "cast",
    type: ([x], { dtype }) => ({ shape: x!.shape, dtype }),
    onnx: ({ graph, names, attrs }) => graph.cast(names[0]!, attrs.dtype),
    grad: ({ inputs: [x], gy }) => [gy.to(x!.dtype)],
  }),
};
