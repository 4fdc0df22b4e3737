import { expected } from "../../util/errors.ts";
import { isGradEnabled } from "../grad-mode.ts";
import {
  type Attrs,
  defineOp,
  type GradContext,
  type GradRule,
  type LowerContext,
  type Op,
  type TensorType,
} from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { requireFloat } from "./types.ts";

/** `eps` is added to the variance. */
export interface BatchNormAttrs {
  readonly [name: string]: number;
  readonly eps: number;
}

/** The last `dims` dimensions are normalized together. */
export interface LayerNormAttrs {
  readonly [name: string]: number;
  readonly dims: number;
  readonly eps: number;
}

// x [n, c, ...], then tensors [c] -> [n, c, ...]; inputs from `like` on have x's own shape instead.
function channelType(who: string): (inputs: readonly TensorType[]) => TensorType {
  return ([x, ...others]) => {
    requireFloat(who, x!);
    if (x!.shape.length < 2)
      throw expected(who, "an input [n, c, ...]", x!.shape, "unsqueeze(0) makes a batch of one");
    const channels = x!.shape[1]!;
    for (const { shape, dtype } of others) {
      if (dtype !== x!.dtype)
        throw expected(who, `tensors of ${x!.dtype}`, dtype, "convert the input or the layer");
      if (String(shape) === String(x!.shape) || (shape.length === 1 && shape[0] === channels))
        continue;
      const hint = "check the layer's number of channels, or the previous layer's";
      throw expected(who, `${shape[0]} channels`, x!.shape, hint);
    }
    return x!;
  };
}

// x, then weight and bias, both of the shape of x's last dimensions.
function layerNormType([x, ...others]: readonly TensorType[], { dims }: LayerNormAttrs) {
  requireFloat("layerNorm", x!);
  const own = x!.shape.slice(x!.shape.length - dims);
  for (const { shape, dtype } of others) {
    if (String(shape) === String(own) && dtype === x!.dtype) continue;
    const got = `${dtype} ${JSON.stringify(shape)}`;
    throw expected("layerNorm", `${x!.dtype} ${JSON.stringify(own)}`, got, "check the weight");
  }
  return x!;
}

// A constant for each channel, or for each element of the normalized dimensions.
function same(
  { graph, out }: Pick<LowerContext<Attrs>, "graph" | "out">,
  shape: readonly number[],
  value: number,
): string {
  const size = shape.reduce((all, length) => all * length, 1);
  const data = out.dtype === "float64" ? new Float64Array(size) : new Float32Array(size);
  return graph.constant(data.fill(value), shape, out.dtype);
}

// Normalized by zero mean and unit variance is left as it is: one pass for x scale + shift.
function lowerScaleShift(context: LowerContext<Record<string, never>>): string {
  const { graph, names, out } = context;
  const shape = [out.shape[1]!];
  const inputs = [...names, same(context, shape, 0), same(context, shape, 1)];
  return graph.add("BatchNormalization", inputs, { epsilon: { float: 0 } });
}

function lowerTraining(context: LowerContext<BatchNormAttrs>): string {
  const { graph, names, out, attrs } = context;
  const [, weight, bias, centered, variance] = names as [string, string, string, string, string];
  const inputs = [centered, weight, bias, same(context, [out.shape[1]!], 0), variance];
  return graph.add("BatchNormalization", inputs, { epsilon: { float: attrs.eps } });
}

// The runtime's variance is E[x^2] - E[x]^2, which loses all digits where the mean is large: it is taken out before.
function layerNormParts(context: LowerContext<LayerNormAttrs>, results: number): string[] {
  const { graph, names, types, attrs } = context;
  const { shape } = types[0]!;
  const [x, weight, bias] = names as [string, string?, string?];
  const axes = shape.map((_, i) => i).slice(shape.length - attrs.dims);
  const mean = graph.add("ReduceMean", [x], { axes: { ints: axes }, keepdims: { int: 1 } });
  const centered = graph.add("Sub", [x, mean]);
  const scale = weight ?? same(context, shape.slice(-attrs.dims), 1);
  const inputs = bias === undefined ? [centered, scale] : [centered, scale, bias];
  const settings = { axis: { int: -attrs.dims }, epsilon: { float: attrs.eps } };
  return graph.addMany("LayerNormalization", inputs, results, settings);
}

// [n, c, ...] -> [c]. Rows first: the runtime sums what lies together several times faster than across.
function channelSum(x: Tensor): Tensor {
  const rest = x.shape.map((_, i) => i).slice(2);
  return (rest.length === 0 ? x : x.sum(rest)).sum(0);
}

// [c] -> [1, c, 1, ...]
function channels(values: Tensor, like: Tensor): Tensor {
  return values.reshape(like.shape.map((length, i) => (i === 1 ? length : 1)));
}

// y = w (x - m) r + b with r = 1 / sqrt(v + eps): dx = w r dy, dw = r sum(dy (x - m)), db = sum dy,
// dm = -w r sum dy, dv = -w r^3 sum(dy (x - m)) / 2
const givenGradient: GradRule<BatchNormAttrs> = ({ inputs, gy, attrs, needs }) => {
  const [x, weight, , mean, variance] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const r = variance.add(attrs.eps).rsqrt();
  const scale = weight.mul(r);
  const dx = needs[0] ? gy.mul(channels(scale, x)) : null;
  if (!needs.slice(1).includes(true)) return [dx, null, null, null, null];
  const total = channelSum(gy);
  const along = channelSum(gy.mul(x.sub(channels(mean, x))));
  return [
    dx,
    along.mul(r),
    total,
    scale.mul(total).neg(),
    scale.mul(r).mul(r).mul(along).mul(-0.5),
  ];
};

// With c = x - mean, n values a channel: dw = r sum(dy c), db = sum dy and
// dx = w r (dy - sum(dy) / n - c r^2 sum(dy c) / n), three factors a channel that dy, c and 1 are multiplied with.
function trainingGradient({ inputs, gy, attrs, needs, apply }: GradContext<BatchNormAttrs>) {
  const [x, weight, , ...given] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  // The given ones carry no gradient of their own, which only a gradient of this gradient would need.
  const [centered, variance] = isGradEnabled() ? spread(x) : given;
  const r = variance.add(attrs.eps).rsqrt();
  const total = channelSum(gy);
  const along = channelSum(gy.mul(centered));
  const none = given.map((part, i) => (needs[3 + i] ? part.mul(0) : null));
  const rest = [along.mul(r), total, ...none];
  if (!needs[0]) return [null, ...rest];
  const scale = weight.mul(r);
  const n = valuesPerChannel(x);
  const share = scale.mul(-1 / n);
  const factors = [share.mul(r).mul(r).mul(along), share.mul(total)];
  const dx = apply(scaleShift, [centered, ...factors], {}).add(gy.mul(channels(scale, gy)));
  return [dx, ...rest];
}

function valuesPerChannel({ shape }: Tensor): number {
  return shape.reduce((count, length, i) => (i === 1 ? count : count * length), 1);
}

function spread(x: Tensor): [Tensor, Tensor] {
  const n = valuesPerChannel(x);
  const centered = x.sub(channels(channelSum(x).div(n), x));
  return [centered, channelSum(centered.mul(centered)).div(n)];
}

// dx = r (g - mean(g) - xhat mean(g xhat)) with g = w dy, dw = sum(dy xhat), db = sum dy
const layerNormGradient: GradRule<LayerNormAttrs> = ({ inputs, gy, attrs, needs, apply }) => {
  const [x, weight, bias] = inputs as [Tensor, Tensor?, Tensor?];
  const rank = x.shape.length;
  const last = x.shape.map((_, i) => i).slice(rank - attrs.dims);
  const first = x.shape.map((_, i) => i).slice(0, rank - attrs.dims);
  const normal = apply(layerNorm, [x], attrs);
  const g = weight === undefined ? gy : gy.mul(weight);
  const over = () => g.mul(normal).mean(last, true);
  const dx = () =>
    g
      .sub(g.mean(last, true))
      .sub(normal.mul(over()))
      .mul(apply(invStd, [x], attrs));
  const all = (of: Tensor) => (first.length === 0 ? of : of.sum(first));
  return [
    needs[0] ? dx() : null,
    ...(weight === undefined ? [] : [needs[1] ? all(gy.mul(normal)) : null]),
    ...(bias === undefined ? [] : [needs[2] ? all(gy) : null]),
  ];
};

// x [n, c, ...], scale [c], shift [c]: x scale + shift
const scaleShift: Op<Record<string, never>> = defineOp<Record<string, never>>({
  name: "scaleShift",
  type: channelType("scaleShift"),
  onnx: lowerScaleShift,
  grad: ({ inputs: [x, scale], gy, needs }) => {
    return [
      needs[0] ? gy.mul(channels(scale!, gy)) : null,
      needs[1] ? channelSum(gy.mul(x!)) : null,
      needs[2] ? channelSum(gy) : null,
    ];
  },
});

// Over the last dimensions, then weight and bias where given.
const layerNorm: Op<LayerNormAttrs> = defineOp<LayerNormAttrs>({
  name: "layerNorm",
  type: layerNormType,
  onnx: (context) => layerNormParts(context, 1)[0]!,
  grad: layerNormGradient,
});

// r = 1 / sqrt(var + eps) over the last dimensions: dx = -r^2 xhat dy / n
const invStd: Op<LayerNormAttrs> = defineOp<LayerNormAttrs>({
  name: "invStd",
  type: ([x], { dims }) => {
    requireFloat("invStd", x!);
    const rank = x!.shape.length;
    return { ...x!, shape: x!.shape.map((length, i) => (i < rank - dims ? length : 1)) };
  },
  onnx: (context) => layerNormParts(context, 3)[2]!,
  grad: ({ inputs: [x], out, gy, attrs, apply }) => {
    const n = x!.shape.slice(-attrs.dims).reduce((count, length) => count * length, 1);
    const normal = apply(layerNorm, [x!], attrs);
    return [
      normal.mul(
        out
          .mul(out)
          .mul(gy)
          .mul(-1 / n),
      ),
    ];
  },
});

/** Normalization by channels and by the last dimensions. */
export const normalization = {
  scaleShift,
  // x, weight, bias, mean, variance: w (x - m) / sqrt(v + eps) + b
  batchNorm: defineOp<BatchNormAttrs>({
    name: "batchNorm",
    type: channelType("batchNorm"),
    onnx: ({ graph, names, attrs }) =>
      graph.add("BatchNormalization", names, { epsilon: { float: attrs.eps } }),
    grad: givenGradient,
  }),
  // x, weight, bias, x less its mean, x's variance. The last two are x's own and take no gradient: x's has their part.
  batchNormTraining: defineOp<BatchNormAttrs>({
    name: "batchNormTraining",
    type: channelType("batchNorm"),
    onnx: lowerTraining,
    grad: trainingGradient,
  }),
  layerNorm,
  invStd,
};
