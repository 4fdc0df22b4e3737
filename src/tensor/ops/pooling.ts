import { expected } from "../../util/errors.ts";
import { defineOp, type Op, type TensorType } from "../op.ts";
import { windowCounts } from "./convolution.ts";
import { lowerMaxPoolGrad, lowerMaxPoolPick, poolAttributes } from "./pooling-grad.ts";
import { requireFloat, requireRank } from "./types.ts";

/** Settings of a pooling window; pairs are `[height, width]`. */
export interface PoolAttrs {
  readonly [name: string]: readonly number[] | boolean;
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  /** Whether a last window may reach beyond the end, if it starts before it. */
  readonly ceilMode: boolean;
}

/**
 * How many windows there are along each dimension. In `ceilMode` the count is rounded up, and a window that would start
 * beyond the input is left out.
 */
export function poolCounts(size: readonly number[], attrs: PoolAttrs): number[] {
  const { kernel, stride, padding, dilation, ceilMode } = attrs;
  if (!ceilMode) return windowCounts(size, kernel, attrs);
  return size.map((length, i) => {
    const room = length + 2 * padding[i]! - dilation[i]! * (kernel[i]! - 1) - 1;
    const count = Math.ceil(room / stride[i]!) + 1;
    return (count - 1) * stride[i]! >= length + padding[i]! ? count - 1 : count;
  });
}

/** Refuses a window that is padded by more than its half, or larger than the input; tells the counts. */
export function checkPool(who: string, x: TensorType, attrs: PoolAttrs): number[] {
  const { kernel, padding } = attrs;
  requireRank(who, "an input [n, c, h, w]", x, 4);
  if (padding.some((p, i) => 2 * p > kernel[i]!)) {
    const what = "padding of at most half the kernel";
    throw expected(who, what, { kernel, padding }, "pad less");
  }
  const counts = poolCounts(x.shape.slice(2), attrs);
  if (counts.every((count) => count >= 1)) return counts;
  const what = `an input no smaller than the ${kernel.join(" x ")} window`;
  throw expected(who, what, x.shape, "pool less before");
}

function poolType([x]: readonly TensorType[], attrs: PoolAttrs): TensorType {
  requireFloat("maxPool2d", x!);
  return {
    shape: [...x!.shape.slice(0, 2), ...checkPool("maxPool2d", x!, attrs)],
    dtype: x!.dtype,
  };
}

/** True where windows tile the input: each element is in exactly one of them. */
export function tiles(
  { kernel, stride, padding, dilation }: PoolAttrs,
  size: readonly number[],
): boolean {
  return kernel.every(
    (k, i) => k === stride[i] && padding[i] === 0 && dilation[i] === 1 && size[i]! % k === 0,
  );
}

const maxPool2d: Op<PoolAttrs> = defineOp<PoolAttrs>({
  name: "maxPool2d",
  type: poolType,
  onnx: ({ graph, names, attrs }) => graph.add("MaxPool", names, poolAttributes(attrs)),
  grad: ({ inputs: [x], out, gy, attrs, apply }) => [apply(maxPool2dGrad, [x!, out, gy], attrs)],
});

// x [n, c, h, w], y and gy [n, c, h', w'] -> [n, c, h, w]
const maxPool2dGrad: Op<PoolAttrs> = defineOp<PoolAttrs>({
  name: "maxPool2dGrad",
  type: ([x]) => x!,
  onnx: lowerMaxPoolGrad,
  // Linear in gy: its gradient picks what lies where gy went to.
  grad: ({ inputs: [x, y], gy: g, attrs, apply }) => [
    null,
    null,
    apply(maxPool2dPick, [x!, y!, g], attrs),
  ],
});

// x and g [n, c, h, w], y [n, c, h', w']: the element of g where x has the window's largest -> [n, c, h', w']
const maxPool2dPick: Op<PoolAttrs> = defineOp<PoolAttrs>({
  name: "maxPool2dPick",
  type: ([, y]) => y!,
  onnx: lowerMaxPoolPick,
  grad: ({ inputs: [x, y], gy, attrs, apply }) => [
    null,
    null,
    apply(maxPool2dGrad, [x!, y!, gy], attrs),
  ],
});

/** The largest element of each window, and where its gradient goes. */
export const pooling = { maxPool2d, maxPool2dGrad, maxPool2dPick };
