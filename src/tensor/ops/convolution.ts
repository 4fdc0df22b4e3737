import { expected } from "../../util/errors.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { addBlocked, fitsBlocks } from "./blocked-convolution.ts";
import { lowerInputGrad, lowerWeightGrad } from "./convolution-grad.ts";
import { requireRank } from "./types.ts";

/** Settings of a convolution over one, two or three dimensions; a number for each of these. */
export interface ConvAttrs {
  readonly [name: string]: readonly number[] | number;
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** The gradients also need the size that the forward pass came from, without batch and channels. */
export interface ConvGradAttrs extends ConvAttrs {
  readonly size: readonly number[];
}

/** The output's size along one dimension of a convolution or pooling window. */
export function windowCount(
  size: number,
  kernel: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number {
  return Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

/** The output's size along each dimension. */
export function windowCounts(
  size: readonly number[],
  kernel: readonly number[],
  { stride, padding, dilation }: Pick<ConvAttrs, "stride" | "padding" | "dilation">,
): number[] {
  return size.map((length, i) => {
    const settings = { stride: stride[i]!, padding: padding[i]!, dilation: dilation[i]! };
    return windowCount(length, kernel[i]!, settings);
  });
}

/** The ONNX attributes of a convolution. */
export function convAttributes({ stride, padding, dilation, groups }: ConvAttrs) {
  return {
    strides: { ints: stride },
    pads: { ints: [...padding, ...padding] },
    dilations: { ints: dilation },
    group: { int: groups },
  };
}

// x [n, c, ...size], weight [o, c / groups, ...kernel], bias [o] -> [n, o, ...counts]
function convType([x, weight, bias]: readonly TensorType[], attrs: ConvAttrs): TensorType {
  const dims = attrs.stride.length;
  const who = `conv${dims}d`;
  checkInputs(who, "[out, in / groups", dims, [x!, weight!, bias]);
  const [o, perGroup, ...kernel] = weight!.shape as [number, number, ...number[]];
  if (x!.shape[1] !== perGroup * attrs.groups || o % attrs.groups !== 0) {
    const weightText = `weight ${JSON.stringify(weight!.shape)}, groups=${attrs.groups}`;
    const what = `${perGroup * attrs.groups} input channels (${weightText})`;
    const hint = "check inChannels, or the previous layer's outChannels";
    throw expected(who, what, x!.shape, hint);
  }
  checkBias(who, bias, o);
  const counts = windowCounts(x!.shape.slice(2), kernel, attrs);
  if (counts.some((count) => count < 1)) {
    const what = `an input no smaller than the ${kernel.join(" x ")} kernel`;
    throw expected(who, what, x!.shape, "add padding, or pool less before");
  }
  return { shape: [x!.shape[0]!, o, ...counts], dtype: x!.dtype };
}

// gy [n, o, ...counts], weight [o, c / groups, ...kernel], bias [c] -> [n, c, ...size]
function inputGradType([gy, weight, bias]: readonly TensorType[], attrs: ConvGradAttrs) {
  const { size, stride, groups } = attrs;
  const who = `convTranspose${stride.length}d`;
  checkInputs(who, "[in, out / groups", stride.length, [gy!, weight!, bias]);
  const [o, perGroup] = weight!.shape as [number, number];
  if (gy!.shape[1] !== o || o % groups !== 0) {
    const what = `${o} input channels (weight ${JSON.stringify(weight!.shape)}, groups=${groups})`;
    const hint = "check inChannels, or the previous layer's outChannels";
    throw expected(who, what, gy!.shape, hint);
  }
  checkBias(who, bias, perGroup * groups);
  return { shape: [gy!.shape[0]!, perGroup * groups, ...size], dtype: gy!.dtype };
}

function checkInputs(
  who: string,
  channels: string,
  dims: number,
  [x, weight, bias]: readonly (TensorType | undefined)[],
): void {
  const axes = ["d", "h", "w"].slice(3 - dims);
  requireRank(who, `an input [n, c, ${axes.join(", ")}]`, x!, dims + 2);
  const kernel = axes.map((axis) => `k${axis}`).join(", ");
  requireRank(who, `a weight ${channels}, ${kernel}]`, weight!, dims + 2);
  for (const { dtype } of bias === undefined ? [x!, weight!] : [x!, weight!, bias]) {
    if (dtype === "float32") continue; // ONNX Runtime's Conv has no other kernel
    throw expected(who, "float32 tensors", dtype, 'convert with .to("float32")');
  }
}

function checkBias(who: string, bias: TensorType | undefined, channels: number): void {
  if (bias === undefined || (bias.shape.length === 1 && bias.shape[0] === channels)) return;
  const what = `a bias of shape [${channels}]`;
  throw expected(who, what, bias.shape, "one value for each output channel");
}

// The kernel's shape follows from the weights, but some readers of exported files ask for it.
function lowerConv({ graph, names, types, out, attrs }: LowerContext<ConvAttrs>): string {
  const weight = types[1]!.shape as [number, number, ...number[]];
  if (
    attrs.groups === 1 &&
    fitsBlocks(graph.channelBlock, types[0]!, [weight[0], weight[1]], out)
  ) {
    const { strides, dilations, pads } = convAttributes(attrs);
    const parts = { x: names[0]!, weight: names[1]!, bias: names[2], turned: false };
    const settings = { strides: strides.ints, dilations: dilations.ints, pads: pads.ints };
    return addBlocked(graph, { ...parts, ...settings }, weight);
  }
  const kernel = { kernel_shape: { ints: types[1]!.shape.slice(2) } };
  return graph.add("Conv", names, { ...convAttributes(attrs), ...(graph.standard ? kernel : {}) });
}

function plain({ stride, padding, dilation, groups }: ConvAttrs): ConvAttrs {
  return { stride, padding, dilation, groups };
}

// All dimensions but the channels.
function besideChannels({ shape }: Tensor): number[] {
  return shape.map((_, i) => i).filter((i) => i !== 1);
}

const conv: Op<ConvAttrs> = defineOp<ConvAttrs>({
  name: "conv",
  type: convType,
  onnx: lowerConv,
  grad: ({ inputs: [x, weight, bias], gy, needs, attrs, apply }) => {
    const dx = () => apply(convInputGrad, [gy, weight!], { ...attrs, size: x!.shape.slice(2) });
    const dw = () => apply(convWeightGrad, [x!, gy], { ...attrs, size: weight!.shape.slice(2) });
    const grads = [needs[0] ? dx() : null, needs[1] ? dw() : null];
    return bias === undefined ? grads : [...grads, needs[2] ? gy.sum(besideChannels(gy)) : null];
  },
});

// Without windows beyond those of `like`: a transposed convolution's outputPadding may make room for more.
function trimmed(x: Tensor, like: Tensor): Tensor {
  return x.shape.reduce(
    (part, length, dim) =>
      length === like.shape[dim] ? part : part.narrow(dim, 0, like.shape[dim]!),
    x,
  );
}

// Also the transposed convolution, which is where the bias comes from.
const convInputGrad: Op<ConvGradAttrs> = defineOp<ConvGradAttrs>({
  name: "convInputGrad",
  type: inputGradType,
  onnx: lowerInputGrad,
  grad: ({ inputs: [gy, weight, bias], gy: g, needs, attrs, apply }) => {
    const dw = () => apply(convWeightGrad, [g, gy!], { ...attrs, size: weight!.shape.slice(2) });
    const dgy = () => trimmed(apply(conv, [g, weight!], plain(attrs)), gy!);
    const grads = [needs[0] ? dgy() : null, needs[1] ? dw() : null];
    return bias === undefined ? grads : [...grads, needs[2] ? g.sum(besideChannels(g)) : null];
  },
});

// x [n, c, ...], gy [n, o, ...] -> [o, c / groups, ...size]
const convWeightGrad: Op<ConvGradAttrs> = defineOp<ConvGradAttrs>({
  name: "convWeightGrad",
  type: ([x, gy], { size, groups }) => ({
    shape: [gy!.shape[1]!, x!.shape[1]! / groups, ...size],
    dtype: x!.dtype,
  }),
  onnx: lowerWeightGrad,
  grad: ({ inputs: [x, gy], gy: g, needs, attrs, apply }) => {
    const dx = () => apply(convInputGrad, [gy!, g], { ...attrs, size: x!.shape.slice(2) });
    const dgy = () => trimmed(apply(conv, [x!, g], plain(attrs)), gy!);
    return [needs[0] ? dx() : null, needs[1] ? dgy() : null];
  },
});

/** Convolution and its two gradients; each one's gradients are made of the other two. */
export const convolution = { conv, convInputGrad, convWeightGrad };
