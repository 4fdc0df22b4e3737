import { expected } from "../../util/errors.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { sizeOf } from "../shape.ts";
import { checkPool, poolCounts, tiles } from "./pooling.ts";

/** Settings of average pooling; pairs are `[height, width]`. */
export interface AvgPoolAttrs {
  readonly [name: string]: readonly number[] | boolean | number;
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  /** Whether a last window may reach beyond the end, if it starts before it. */
  readonly ceilMode: boolean;
  /** Whether the border counts as zeros, or not at all. */
  readonly countIncludePad: boolean;
  /** What to divide by in place of the window's count; 0 for none. */
  readonly divisor: number;
}

/** The gradient also needs the input's height and width. */
export interface AvgPoolGradAttrs extends AvgPoolAttrs {
  readonly size: readonly number[];
}

function poolOf({ kernel, stride, padding, ceilMode }: AvgPoolAttrs) {
  return { kernel, stride, padding, ceilMode, dilation: kernel.map(() => 1) };
}

function requireFloat32(x: TensorType): void {
  if (x.dtype === "float32") return; // ONNX Runtime's AveragePool has no other kernel
  throw expected("avgPool2d", "a float32 tensor", x.dtype, 'convert with .to("float32")');
}

// Elements to add at each end so that the windows fit without rounding up.
function padsAfter(size: readonly number[], attrs: AvgPoolAttrs): number[] {
  const { kernel, stride, padding } = attrs;
  return poolCounts(size, poolOf(attrs)).map((count, i) =>
    Math.max(0, (count - 1) * stride[i]! + kernel[i]! - size[i]! - padding[i]!),
  );
}

// Along one dimension: how many elements that count each window has.
function counted(size: number, at: number, count: number, attrs: AvgPoolAttrs): number[] {
  const [kernel, padding] = [attrs.kernel[at]!, attrs.padding[at]!];
  const [low, high] = attrs.countIncludePad ? [-padding, size + padding] : [0, size];
  return Array.from({ length: count }, (_, i) => {
    const start = i * attrs.stride[at]! - padding;
    return Math.min(start + kernel, high) - Math.max(start, low);
  });
}

// What the mean over whole windows has to be multiplied with: [1, 1, h', w'], or undefined for all ones.
function corrections({ graph, out }: LowerContext<AvgPoolAttrs>, attrs: AvgPoolGradAttrs) {
  const { kernel, divisor, size } = attrs;
  const area = sizeOf(kernel);
  const counts = poolCounts(size, poolOf(attrs));
  if (divisor > 0) return divisor === area ? undefined : graph.scalar(area / divisor, out.dtype);
  const [rows, columns] = size.map((length, i) => counted(length, i, counts[i]!, attrs));
  const factors = rows!.flatMap((row) => columns!.map((column) => area / (row * column)));
  if (factors.every((factor) => factor === 1)) return undefined;
  return graph.constant(Float32Array.from(factors), [1, 1, ...counts], out.dtype);
}

function lowerAverage(context: LowerContext<AvgPoolAttrs>): string {
  const { graph, names, types, attrs } = context;
  const size = types[0]!.shape.slice(2);
  const mean = graph.add("AveragePool", names, {
    kernel_shape: { ints: attrs.kernel },
    strides: { ints: attrs.stride },
    pads: { ints: [...attrs.padding, ...padsAfter(size, attrs)] },
    count_include_pad: { int: 1 },
  });
  const factors = corrections(context, { ...attrs, size });
  return factors === undefined ? mean : graph.add("Mul", [mean, factors]);
}

// Each window's gradient, divided by its count, to all of its elements.
function lowerSpread(context: LowerContext<AvgPoolGradAttrs>): string {
  const { graph, names, types, out, attrs } = context;
  const { kernel, stride, padding, size } = attrs;
  const area = sizeOf(kernel);
  const factors = corrections(context, attrs);
  const whole = factors === undefined ? names[0]! : graph.add("Mul", [names[0]!, factors]);
  const share = graph.add("Mul", [whole, graph.scalar(1 / area, out.dtype)]);
  const [n, c, oh, ow] = types[0]!.shape as [number, number, number, number];
  if (tiles(poolOf(attrs), size)) {
    const shape = [n * c, oh, kernel[0]!, ow, kernel[1]!];
    const apart = graph.reshape(share, [n * c, oh, 1, ow, 1]);
    return graph.reshape(graph.add("Expand", [apart, graph.ints(shape)]), out.shape);
  }
  const after = padsAfter(size, attrs);
  const rest = size.map((length, i) => {
    const covered = ([oh, ow][i]! - 1) * stride[i]! + kernel[i]!;
    return length + padding[i]! + after[i]! - covered;
  });
  const ones = graph.constant(new Float32Array(area).fill(1), [1, 1, ...kernel], out.dtype);
  const spread = graph.add("ConvTranspose", [graph.reshape(share, [n * c, 1, oh, ow]), ones], {
    strides: { ints: stride },
    pads: { ints: [...padding, ...after] },
    output_padding: { ints: rest },
  });
  return graph.reshape(spread, out.shape);
}

const avgPool2d: Op<AvgPoolAttrs> = defineOp<AvgPoolAttrs>({
  name: "avgPool2d",
  type: ([x], attrs) => {
    requireFloat32(x!);
    const counts = checkPool("avgPool2d", x!, poolOf(attrs));
    return { shape: [...x!.shape.slice(0, 2), ...counts], dtype: x!.dtype };
  },
  onnx: lowerAverage,
  grad: ({ inputs: [x], gy, attrs, apply }) => [
    apply(avgPool2dGrad, [gy], { ...attrs, size: x!.shape.slice(2) }),
  ],
});

// gy [n, c, h', w'] -> [n, c, ...size]
const avgPool2dGrad: Op<AvgPoolGradAttrs> = defineOp<AvgPoolGradAttrs>({
  name: "avgPool2dGrad",
  type: ([gy], { size }) => ({ shape: [...gy!.shape.slice(0, 2), ...size], dtype: gy!.dtype }),
  onnx: lowerSpread,
  grad: ({ gy, attrs: { size: _, ...attrs }, apply }) => [
    apply(avgPool2d, [gy], attrs as AvgPoolAttrs),
  ],
});

/** The mean of each window, and where its gradient goes; each is the other's gradient. */
export const averagePooling = { avgPool2d, avgPool2dGrad };
