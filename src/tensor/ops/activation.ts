import { expected } from "../../util/errors.ts";
import type { OnnxAttribute } from "../onnx/model.ts";
import {
  type Attrs,
  defineOp,
  type GradRule,
  type LowerContext,
  type Op,
  type TensorType,
} from "../op.ts";
import { broadcastShapes, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { None } from "./forms.ts";
import { functions } from "./functions.ts";
import { floatType, requireFloat, sumTo } from "./types.ts";

export interface SlopeAttrs {
  readonly [name: string]: number;
  /** What numbers below zero are multiplied with. */
  readonly slope: number;
}

export interface AlphaAttrs {
  readonly [name: string]: number;
  readonly alpha: number;
}

export interface BoundAttrs {
  readonly [name: string]: number;
  readonly min: number;
  readonly max: number;
}

export interface GeluAttrs {
  readonly [name: string]: "none" | "tanh";
  readonly approximate: "none" | "tanh";
}

// The constants of "Self-Normalizing Neural Networks" (Klambauer and others, 2017), as PyTorch has them.
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

// 2 sqrt(2 / pi) and its product with 0.044715: gelu's approximation is x sigmoid(LINEAR x + CUBIC x^3).
const LINEAR = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = LINEAR * 0.044715;

// One operator, which ONNX Runtime has for float32 alone: float64 values keep about seven digits.
function single<A extends Attrs>(
  { graph, names, out }: LowerContext<A>,
  onnx: string,
  settings: Readonly<Record<string, OnnxAttribute>> = {},
  domain?: string,
): string {
  if (out.dtype === "float32") return graph.add(onnx, names, settings, domain);
  const near = names.map((name) => graph.cast(name, "float32"));
  return graph.cast(graph.add(onnx, near, settings, domain), out.dtype);
}

function plain(
  name: string,
  onnx: (context: LowerContext<None>) => string,
  grad: GradRule<None>,
): Op<None> {
  return defineOp<None>({ name, type: floatType(name), onnx, grad });
}

// d x P(x) = P(x) + x p(x), P and p being the normal distribution and its density.
function geluSlope(x: Tensor): Tensor {
  const distribution = x.mul(Math.SQRT1_2).erf().mul(0.5).add(0.5);
  const density = x
    .mul(x)
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI));
  return distribution.add(x.mul(density));
}

// d x s(u) = s + x s (1 - s) u'; the product goes to 0 at both ends, as s (1 - s) falls faster than u' grows.
function geluTanhSlope(x: Tensor): Tensor {
  const square = x.mul(x);
  const s = x.mul(square.mul(CUBIC).add(LINEAR)).sigmoid();
  const inner = x.mul(square.mul(3 * CUBIC).add(LINEAR));
  return s.add(s.mul(s.neg().add(1)).mul(inner));
}

// x (1 + erf(x / sqrt(2))) / 2, or x s(u) with the cubic u
function standardGelu({ graph, names, out, attrs }: LowerContext<GeluAttrs>): string {
  const x = names[0]!;
  const scalar = (value: number) => graph.scalar(value, out.dtype);
  const mul = (a: string, b: string) => graph.add("Mul", [a, b]);
  if (attrs.approximate === "tanh") {
    const factor = graph.add("Add", [mul(mul(x, x), scalar(CUBIC)), scalar(LINEAR)]);
    return mul(x, graph.add("Sigmoid", [mul(x, factor)]));
  }
  const erf = graph.add("Erf", [mul(x, scalar(Math.SQRT1_2))]);
  return mul(mul(x, scalar(0.5)), graph.add("Add", [erf, scalar(1)]));
}

// x s(x)
function lowerSilu(context: LowerContext<None>): string {
  const { graph, names } = context;
  if (graph.standard) return graph.add("Mul", [names[0]!, graph.add("Sigmoid", names)]);
  return single(context, "QuickGelu", { alpha: { float: 1 } }, "com.microsoft");
}

// FastGelu refuses scalars.
function lowerGelu(context: LowerContext<GeluAttrs>): string {
  const { graph, names, out, attrs } = context;
  if (graph.standard) return standardGelu(context);
  if (attrs.approximate === "none") return single(context, "Gelu", {}, "com.microsoft");
  const row = out.shape.length === 0 ? [graph.reshape(names[0]!, [1])] : names;
  const result = single({ ...context, names: row }, "FastGelu", {}, "com.microsoft");
  return out.shape.length === 0 ? graph.reshape(result, []) : result;
}

// The slope's shape broadcasts to the input's, never the other way round.
function preluType([x, slope]: readonly TensorType[]): TensorType {
  requireFloat("prelu", x!);
  const fits =
    slope!.dtype === x!.dtype &&
    sameShape(broadcastShapes("prelu", x!.shape, slope!.shape), x!.shape);
  if (fits) return x!;
  const what = `a ${x!.dtype} slope that broadcasts to ${JSON.stringify(x!.shape)}`;
  throw expected("prelu", what, `${slope!.dtype} ${JSON.stringify(slope!.shape)}`, "reshape it");
}

const hardsigmoid = plain(
  "hardsigmoid",
  (context) => single(context, "HardSigmoid", { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
  ({ inputs: [x], gy }) => [gy.mul(1 / 6).where(x!.abs().lt(3), 0)], // 0 at both corners, as PyTorch
);

/** The functions between layers that are one operator each, with gradients as short as they get. */
export const activation = {
  leakyRelu: defineOp<SlopeAttrs>({
    name: "leakyRelu",
    type: floatType("leakyRelu"),
    onnx: (context) => single(context, "LeakyRelu", { alpha: { float: context.attrs.slope } }),
    grad: ({ inputs: [x], gy, attrs: { slope } }) => [gy.where(x!.gt(0), gy.mul(slope))],
  }),
  elu: defineOp<AlphaAttrs>({
    name: "elu",
    type: floatType("elu"),
    onnx: (context) => single(context, "Elu", { alpha: { float: context.attrs.alpha } }),
    // d alpha (exp(x) - 1) = alpha exp(x) = out + alpha
    grad: ({ inputs: [x], out, gy, attrs: { alpha } }) => [
      gy.where(x!.gt(0), gy.mul(out.add(alpha))),
    ],
  }),
  selu: plain(
    "selu",
    (context) =>
      single(context, "Selu", { alpha: { float: SELU_ALPHA }, gamma: { float: SELU_SCALE } }),
    ({ inputs: [x], out, gy }) => {
      const below = gy.mul(out.add(SELU_SCALE * SELU_ALPHA));
      return [gy.mul(SELU_SCALE).where(x!.gt(0), below)];
    },
  ),
  gelu: defineOp<GeluAttrs>({
    name: "gelu",
    type: floatType("gelu"),
    onnx: lowerGelu,
    grad: ({ inputs: [x], gy, attrs: { approximate } }) => [
      gy.mul(approximate === "tanh" ? geluTanhSlope(x!) : geluSlope(x!)),
    ],
  }),
  silu: plain(
    "silu",
    lowerSilu,
    // d x s = s + x s (1 - s) = s (1 + x - x s)
    ({ inputs: [x], out, gy }) => [gy.mul(x!.sigmoid().mul(x!.sub(out).add(1)))],
  ),
  hardsigmoid,
  // x hardsigmoid(x); from -3 to 3 the slope is x / 3 + 1 / 2, with the corners as PyTorch has them.
  hardswish: plain(
    "hardswish",
    (context) => context.graph.add("Mul", [context.names[0]!, hardsigmoid.onnx(context)]),
    ({ inputs: [x], gy, apply }) => {
      const inside = x!.ge(-3).logicalAnd(x!.lt(3));
      const slope = x!.mul(1 / 3).add(0.5);
      return [gy.mul(slope.where(inside, apply(hardsigmoid, [x!], {})))];
    },
  ),
  // As clamp, but the bounds themselves let no gradient through, as PyTorch.
  hardtanh: defineOp<BoundAttrs>({
    name: "hardtanh",
    type: floatType("hardtanh"),
    onnx: ({ graph, names, out, attrs: { min, max } }) =>
      graph.add("Clip", [names[0]!, graph.scalar(min, out.dtype), graph.scalar(max, out.dtype)]),
    grad: ({ inputs: [x], gy, attrs: { min, max } }) => [
      gy.where(x!.gt(min).logicalAnd(x!.lt(max)), 0),
    ],
  }),
  // log(1 / (1 + exp(-x))) = -softplus(-x)
  logSigmoid: plain(
    "logSigmoid",
    (context) => {
      const { graph, names } = context;
      const turned = { ...context, names: [graph.add("Neg", names)] };
      return graph.add("Neg", [functions.softplus.onnx(turned)]);
    },
    ({ inputs: [x], gy }) => [gy.mul(x!.neg().sigmoid())],
  ),
  // d x / (1 + |x|) = 1 / (1 + |x|)^2
  softsign: plain(
    "softsign",
    (context) => single(context, "Softsign"),
    ({ inputs: [x], gy }) => [gy.div(x!.abs().add(1).square())],
  ),
  // The slope, a tensor, broadcasts to the input.
  prelu: defineOp<None>({
    name: "prelu",
    type: preluType,
    onnx: (context) => single(context, "PRelu"),
    grad: ({ inputs: [x, slope], gy, needs }) => [
      needs[0] ? gy.where(x!.gt(0), gy.mul(slope!)) : null,
      needs[1] ? sumTo(gy.mul(x!.minimum(0)), slope!.shape) : null,
    ],
  }),
};
