import { expected, VisionError } from "../../util/errors.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { sizeOf } from "../shape.ts";
import { windowCounts } from "./convolution.ts";
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

function poolAttributes({ kernel, stride, padding, dilation, ceilMode }: PoolAttrs) {
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: stride },
    pads: { ints: [...padding, ...padding] },
    dilations: { ints: dilation },
    ceil_mode: { int: Number(ceilMode) },
  };
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

/**
 * Each window's gradient goes to its first largest element. Where windows tile the input: compare each place of
 * the windows with the maximum, first hit wins, and put the places back together.
 */
function lowerTiles({ graph, names, types, out, attrs }: LowerContext<PoolAttrs>): string {
  const [x, y, gy] = names as [string, string, string];
  const [n, c, h, w] = out.shape as [number, number, number, number];
  const [kh, kw] = attrs.kernel as [number, number];
  const [, , oh, ow] = types[1]!.shape as [number, number, number, number];
  let taken: string | undefined;
  const rows: string[] = [];
  for (let i = 0; i < kh; i++) {
    const row = graph.slice(x, [2], [i], [h], [kh]);
    const places: string[] = [];
    for (let j = 0; j < kw; j++) {
      const hit = graph.add("Equal", [graph.slice(row, [3], [j], [w], [kw]), y]);
      const first = taken === undefined ? hit : graph.add("And", [hit, graph.add("Not", [taken])]);
      taken = taken === undefined ? hit : graph.add("Or", [taken, hit]);
      const share = graph.add("Mul", [gy, graph.cast(first, out.dtype)]);
      places.push(graph.reshape(share, [n * c, oh, 1, ow, 1]));
    }
    rows.push(graph.add("Concat", places, { axis: { int: 4 } }));
  }
  const all = graph.add("Concat", rows, { axis: { int: 2 } }); // [nc, h', kh, w', kw]
  return graph.reshape(all, out.shape);
}

// Any windows: add each gradient at the place that the pooling chose.
function lowerScatter({ graph, names, out, attrs, types }: LowerContext<PoolAttrs>): string {
  const [, indices] = graph.addMany("MaxPool", [names[0]!], 2, poolAttributes(attrs));
  const size = sizeOf(out.shape);
  const count = sizeOf(types[2]!.shape);
  const zeros = graph.add("Expand", [graph.scalar(0, out.dtype), graph.ints([size])]);
  const where = graph.reshape(indices!, [count]);
  const what = graph.reshape(names[2]!, [count]);
  const sums = graph.add("ScatterElements", [zeros, where, what], {
    axis: { int: 0 },
    reduction: { string: "add" },
  });
  return graph.reshape(sums, out.shape);
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
  onnx: (context) =>
    tiles(context.attrs, context.out.shape.slice(2)) ? lowerTiles(context) : lowerScatter(context),
  grad: () => {
    throw new VisionError({
      who: "maxPool2d",
      expected: "first derivatives only",
      got: "a gradient of its gradient",
      hint: "second derivatives through max pooling are not implemented",
    });
  },
});

/** The largest element of each window, and where its gradient goes. */
export const pooling = { maxPool2d, maxPool2dGrad };
