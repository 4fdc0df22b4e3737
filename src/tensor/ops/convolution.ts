import { expected } from "../../util/errors.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { lowerInputGrad, lowerWeightGrad } from "./convolution-grad.ts";
import { requireRank } from "./types.ts";

/** Settings of a 2-d convolution; pairs are `[height, width]`. */
export interface ConvAttrs {
  readonly [name: string]: readonly number[] | number;
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** The gradients also need the size that the forward pass came from: `[height, width]`. */
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

/** The output's height and width. */
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

// x [n, c, h, w], weight [o, c / groups, kh, kw], bias [o] -> [n, o, h', w']
function convType([x, weight, bias]: readonly TensorType[], attrs: ConvAttrs): TensorType {
  checkConv(x!, weight!, bias, attrs.groups);
  const [n, , ...size] = x!.shape as [number, number, number, number];
  const [o, , ...kernel] = weight!.shape as [number, number, number, number];
  const counts = windowCounts(size, kernel, attrs);
  if (counts.some((count) => count < 1)) {
    const what = `an input no smaller than the ${kernel.join(" x ")} kernel`;
    throw expected("conv2d", what, x!.shape, "add padding, or pool less before");
  }
  return { shape: [n, o, ...counts], dtype: x!.dtype };
}

function checkConv(
  x: TensorType,
  weight: TensorType,
  bias: TensorType | undefined,
  groups: number,
): void {
  requireRank("conv2d", "an input [n, c, h, w]", x, 4);
  requireRank("conv2d", "a weight [out, in / groups, kh, kw]", weight, 4);
  for (const { dtype } of bias === undefined ? [x, weight] : [x, weight, bias]) {
    if (dtype === "float32") continue; // ONNX Runtime's Conv has no other kernel
    throw expected("conv2d", "float32 tensors", dtype, 'convert with .to("float32")');
  }
  const [o, perGroup] = weight.shape as [number, number];
  if (x.shape[1] !== perGroup * groups || o % groups !== 0) {
    const weightText = `weight ${JSON.stringify(weight.shape)}, groups=${groups}`;
    const what = `${perGroup * groups} input channels (${weightText})`;
    const hint = "check inChannels, or the previous layer's outChannels";
    throw expected("conv2d", what, x.shape, hint);
  }
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== o)) {
    const what = `a bias of shape [${o}]`;
    throw expected("conv2d", what, bias.shape, "one value for each output channel");
  }
}

function lowerConv({ graph, names, attrs }: LowerContext<ConvAttrs>): string {
  return graph.add("Conv", names, convAttributes(attrs));
}

function plain({ stride, padding, dilation, groups }: ConvAttrs): ConvAttrs {
  return { stride, padding, dilation, groups };
}

const conv2d: Op<ConvAttrs> = defineOp<ConvAttrs>({
  name: "conv2d",
  type: convType,
  onnx: lowerConv,
  grad: ({ inputs: [x, weight, bias], gy, needs, attrs, apply }) => {
    const dx = () => apply(conv2dInputGrad, [gy, weight!], { ...attrs, size: x!.shape.slice(2) });
    const dw = () => apply(conv2dWeightGrad, [x!, gy], { ...attrs, size: weight!.shape.slice(2) });
    const grads = [needs[0] ? dx() : null, needs[1] ? dw() : null];
    return bias === undefined ? grads : [...grads, needs[2] ? gy.sum([0, 2, 3]) : null];
  },
});

// gy [n, o, h', w'], weight [o, c / groups, kh, kw] -> [n, c, ...size]
const conv2dInputGrad: Op<ConvGradAttrs> = defineOp<ConvGradAttrs>({
  name: "conv2dInputGrad",
  type: ([gy, weight], { size, groups }) => ({
    shape: [gy!.shape[0]!, weight!.shape[1]! * groups, ...size],
    dtype: gy!.dtype,
  }),
  onnx: lowerInputGrad,
  grad: ({ inputs: [gy, weight], gy: g, needs, attrs, apply }) => {
    const dw = () => apply(conv2dWeightGrad, [g, gy!], { ...attrs, size: weight!.shape.slice(2) });
    return [needs[0] ? apply(conv2d, [g, weight!], plain(attrs)) : null, needs[1] ? dw() : null];
  },
});

// x [n, c, h, w], gy [n, o, h', w'] -> [o, c / groups, ...size]
const conv2dWeightGrad: Op<ConvGradAttrs> = defineOp<ConvGradAttrs>({
  name: "conv2dWeightGrad",
  type: ([x, gy], { size, groups }) => ({
    shape: [gy!.shape[1]!, x!.shape[1]! / groups, ...size],
    dtype: x!.dtype,
  }),
  onnx: lowerWeightGrad,
  grad: ({ inputs: [x, gy], gy: g, needs, attrs, apply }) => {
    const dx = () => apply(conv2dInputGrad, [gy!, g], { ...attrs, size: x!.shape.slice(2) });
    return [needs[0] ? dx() : null, needs[1] ? apply(conv2d, [x!, g], plain(attrs)) : null];
  },
});

/** Convolution and its two gradients; each one's gradients are made of the other two. */
export const convolution = { conv2d, conv2dInputGrad, conv2dWeightGrad };
