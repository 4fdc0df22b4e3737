import { defineOp, type GradContext, type LowerContext, type TensorType } from "../op.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import {
  countOf,
  extremeWith,
  filled,
  type ReduceAttrs,
  reduceType,
  reduceWith,
  withOnes,
} from "./reductions.ts";
import { requireFloat } from "./types.ts";

/** The divisor is the count less `correction`. */
export interface SpreadAttrs extends ReduceAttrs {
  readonly correction: number;
}

/** `p` as text, which tells the infinities apart in a graph's key. */
export interface NormAttrs extends ReduceAttrs {
  readonly p: string;
}

function floatReduction(
  who: string,
): (inputs: readonly TensorType[], a: ReduceAttrs) => TensorType {
  return (inputs, attrs) => {
    requireFloat(who, inputs[0]!);
    return reduceType(inputs, attrs);
  };
}

// sum (x - mean)^2 / (n - correction); by 0 where too few elements are left, which is NaN for one element, as PyTorch.
function lowerVar(context: LowerContext<SpreadAttrs>): string {
  const { graph, names, types, out, attrs } = context;
  const { dims, keepdim, correction } = attrs;
  if (sizeOf(types[0]!.shape) === 0) return filled(context, Number.NaN);
  const divisor = graph.scalar(divisorOf(types[0]!, attrs), out.dtype);
  const mean = reduceWith("ReduceMean")({ ...context, attrs: { dims, keepdim: true } });
  const off = graph.add("Sub", [names[0]!, mean]);
  const squares = graph.add("Mul", [off, off]);
  if (dims.length === 0) return graph.add("Div", [squares, divisor]);
  const keepdims = { int: Number(keepdim) };
  if (correction === 0) return reduceWith("ReduceMean")({ ...context, names: [squares] });
  return graph.add("Div", [
    graph.add("ReduceSum", [squares, graph.ints(dims)], { keepdims }),
    divisor,
  ]);
}

function divisorOf(
  { shape }: Pick<TensorType, "shape">,
  { dims, correction }: SpreadAttrs,
): number {
  return Math.max(countOf(shape, dims) - correction, 0);
}

// d var = 2 (x - mean) dx / (n - correction)
function varGradient(x: Tensor, gy: Tensor, attrs: SpreadAttrs): Tensor {
  const scale = withOnes(gy, x, attrs.dims).mul(2).div(divisorOf(x, attrs));
  return x.sub(x.mean(attrs.dims, true)).mul(scale);
}

// |x|^p summed, and the p-th root; the extremes of |x| for infinite p, the count of numbers but 0 for p = 0.
function lowerNorm(context: LowerContext<NormAttrs>): string {
  const { graph, names, out, attrs } = context;
  const { dims, keepdim } = attrs;
  const p = Number(attrs.p);
  const reduce = (onnx: string, name: string) => reduceWith(onnx)({ ...context, names: [name] });
  const sum = (name: string) =>
    dims.length === 0
      ? name
      : graph.add("ReduceSum", [name, graph.ints(dims)], { keepdims: { int: Number(keepdim) } });
  if (p === 2 && dims.length > 0) return reduce("ReduceL2", names[0]!);
  const size = graph.add("Abs", [names[0]!]);
  if (!Number.isFinite(p))
    return extremeWith(p > 0 ? "ReduceMax" : "ReduceMin")({ ...context, names: [size] });
  if (p === 0) return sum(graph.add("Sign", [size]));
  if (p === 1) return sum(size);
  const powers = sum(graph.add("Pow", [size, graph.scalar(p, out.dtype)]));
  return graph.add("Pow", [powers, graph.scalar(1 / p, out.dtype)]);
}

// d |x|_p = sign(x) |x|^(p - 1) / |x|_p^(p - 1) dx; 0 at the origin, as PyTorch. Equal extremes share.
function normGradient({ inputs, out, gy, attrs }: GradContext<NormAttrs>): [Tensor] {
  const x = inputs[0]!;
  const { dims } = attrs;
  const p = Number(attrs.p);
  const [norm, g] = [withOnes(out, x, dims), withOnes(gy, x, dims)];
  if (p === 0) return [x.mul(0)];
  if (p === 1) return [x.sign().mul(g)];
  if (p === 2) return [x.mul(g.div(norm).where(norm.ne(0), 0))];
  if (!Number.isFinite(p)) {
    const hit = x.abs().eq(norm).to(x.dtype);
    return [
      x
        .sign()
        .mul(hit)
        .mul(g.div(hit.sum(dims, true))),
    ];
  }
  const slope = x.sign().mul(x.abs().pow(p - 1));
  const scale = g.div(norm.pow(p - 1)).where(norm.ne(0), 0);
  return [(p < 1 ? slope.where(x.ne(0), 0) : slope).mul(scale)];
}

// Each element's gradient is the product of the others. Next to a single 0 only the 0 itself has one, and next to two
// nothing has. The second derivative is right where no element is 0.
function prodGradient({ inputs: [x], gy, attrs: { dims } }: GradContext<ReduceAttrs>): [Tensor] {
  const zero = x!.eq(0);
  const zeros = zero.to("int64").sum(dims, true);
  const rest = x!.where(zero.logicalNot(), 1);
  const product = withOnes(rest.prod(dims), x!, dims).mul(withOnes(gy, x!, dims));
  const atZero = product.where(zeros.eq(1), 0);
  const elsewhere = product.where(zeros.eq(0), 0).div(rest);
  return [atZero.where(zero, elsewhere)];
}

/** Reductions to a spread, a size or a product. */
export const statistics = {
  var: defineOp<SpreadAttrs>({
    name: "var",
    type: floatReduction("var"),
    onnx: lowerVar,
    grad: ({ inputs: [x], gy, attrs }) => [varGradient(x!, gy, attrs)],
  }),
  // d sqrt(v) = dv / 2 sqrt(v), and 0 where all elements are equal, as PyTorch.
  std: defineOp<SpreadAttrs>({
    name: "std",
    type: floatReduction("std"),
    onnx: (context) => context.graph.add("Sqrt", [lowerVar(context)]),
    grad: ({ inputs: [x], out, gy, attrs }) => [
      varGradient(x!, gy.div(out.mul(2)).where(out.ne(0), 0), attrs),
    ],
  }),
  norm: defineOp<NormAttrs>({
    name: "norm",
    type: floatReduction("norm"),
    onnx: lowerNorm,
    grad: normGradient,
  }),
  // log sum exp(x), with the largest element taken out first; d = softmax(x) dx
  logsumexp: defineOp<ReduceAttrs>({
    name: "logsumexp",
    type: floatReduction("logsumexp"),
    onnx: (context) =>
      sizeOf(context.types[0]!.shape) === 0
        ? filled(context, Number.NEGATIVE_INFINITY)
        : reduceWith("ReduceLogSumExp")(context),
    grad: ({ inputs: [x], out, gy, attrs: { dims } }) => [
      x!
        .sub(withOnes(out, x!, dims))
        .exp()
        .mul(withOnes(gy, x!, dims)),
    ],
  }),
  prod: defineOp<ReduceAttrs>({
    name: "prod",
    // Whole numbers multiply in 64 bits, as PyTorch.
    type: (inputs, attrs) => {
      const { shape, dtype } = reduceType(inputs, attrs);
      return { shape, dtype: dtype === "float32" || dtype === "float64" ? dtype : "int64" };
    },
    onnx: (context) => {
      const { graph, names, types, out } = context;
      if (sizeOf(types[0]!.shape) === 0) return filled(context, 1);
      const x = types[0]!.dtype === out.dtype ? names[0]! : graph.cast(names[0]!, out.dtype);
      return reduceWith("ReduceProd")({ ...context, names: [x] });
    },
    grad: prodGradient,
  }),
};
