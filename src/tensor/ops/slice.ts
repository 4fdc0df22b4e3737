import { defineOp, type GradContext, type LowerContext, type Op } from "../op.ts";
import type { Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { pad } from "./pad.ts";

/** One number a dimension: `count` elements from `start` on, each `step` after the one before; steps may be negative. */
export interface SliceAttrs {
  readonly [name: string]: Shape;
  readonly starts: Shape;
  readonly counts: Shape;
  readonly steps: Shape;
}

function lowerSlice({ graph, names, types, attrs }: LowerContext<SliceAttrs>): string {
  const { starts, counts, steps } = attrs;
  const { shape } = types[0]!;
  const cut = shape.flatMap((n, i) => (counts[i] === n && steps[i]! > 0 ? [] : [i]));
  if (cut.length === 0) return graph.add("Identity", names);
  const ends = cut.map((i) => {
    const end = starts[i]! + counts[i]! * steps[i]!;
    return end < 0 ? -shape[i]! - 1 : end; // -1 would mean the last element
  });
  const of = (numbers: Shape) => cut.map((i) => numbers[i]!);
  return graph.slice(names[0]!, cut, of(starts), ends, of(steps));
}

// Zeros where nothing was taken.
function sliceGrad({ inputs: [x], gy, attrs, apply }: GradContext<SliceAttrs>): [Tensor] {
  const { starts, counts, steps } = attrs;
  const signs = steps.map((step) => Math.sign(step));
  const backwards = {
    starts: counts.map((n, i) => (signs[i]! < 0 ? Math.max(n - 1, 0) : 0)),
    counts,
    steps: signs,
  };
  const forwards = signs.includes(-1) ? apply(slice, [gy], backwards) : gy;
  const strides = steps.map((step, i) => (counts[i]! > 1 ? Math.abs(step) : 1));
  const apart = strides.every((stride) => stride === 1)
    ? forwards
    : spread(forwards, strides, apply);
  const before = starts.map((start, i) =>
    steps[i]! > 0 ? start : start + Math.max(counts[i]! - 1, 0) * steps[i]!,
  );
  const after = x!.shape.map((n, i) => n - before[i]! - counts[i]! * strides[i]!);
  if (before.every((n) => n === 0) && after.every((n) => n === 0)) return [apart];
  return [apply(pad, [apart], { before, after, mode: "constant", value: 0 })];
}

// Zeros behind each element: [n0, n1] -> [n0, 1, n1, 1] -> [n0, s0, n1, s1] -> [n0 s0, n1 s1]
function spread(x: Tensor, strides: Shape, apply: GradContext<SliceAttrs>["apply"]): Tensor {
  const before = strides.flatMap(() => [0, 0]);
  const after = strides.flatMap((stride) => [0, stride - 1]);
  const columns = x.reshape(x.shape.flatMap((n) => [n, 1]));
  const wide = apply(pad, [columns], { before, after, mode: "constant", value: 0 });
  return wide.reshape(x.shape.map((n, i) => n * strides[i]!));
}

/** Every so-many-th element of a range, along each dimension. */
export const slice: Op<SliceAttrs> = defineOp<SliceAttrs>({
  name: "slice",
  type: ([x], { counts }) => ({ shape: counts, dtype: x!.dtype }),
  onnx: lowerSlice,
  grad: sliceGrad,
});
