import { defineOp, type GradContext, type LowerContext, type Op } from "../op.ts";
import type { Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** What stands in the elements around: one value, the tensor mirrored at its edge, or the edge itself. */
export type PadMode = "constant" | "reflect" | "replicate";

/** One number a dimension; negative ones cut off, where the mode is "constant". */
export interface PadAttrs {
  readonly [name: string]: Shape | string | number;
  readonly before: Shape;
  readonly after: Shape;
  readonly mode: PadMode;
  readonly value: number;
}

const onnxModes = { constant: "constant", reflect: "reflect", replicate: "edge" } as const;

function lowerPad({ graph, names, out, attrs }: LowerContext<PadAttrs>): string {
  const { before, after, mode, value } = attrs;
  const pads = graph.ints([...before, ...after]);
  const inputs = [names[0]!, pads];
  if (mode === "constant" && value !== 0) inputs.push(graph.scalar(value, out.dtype));
  return graph.add("Pad", inputs, { mode: { string: onnxModes[mode] } });
}

function padGrad({ inputs: [x], gy, attrs, apply }: GradContext<PadAttrs>): [Tensor] {
  const { before, after, mode } = attrs;
  if (mode === "constant") return [apply(pad, [gy], around(before, after, -1))];
  const dims = x!.shape.flatMap((_, i) => (before[i] || after[i] ? [i] : []));
  return [dims.reduce((sum, dim) => folded(sum, dim, x!.shape[dim]!, attrs, apply), gy)];
}

// What the padding before and after copied goes back to where it came from.
function folded(
  gy: Tensor,
  dim: number,
  size: number,
  { before, after, mode }: PadAttrs,
  apply: GradContext<PadAttrs>["apply"],
): Tensor {
  const [left, right] = [before[dim]!, after[dim]!];
  // `part` as elements `start` on of `size` zeros
  const placed = (part: Tensor, start: number) => {
    const end = size - start - part.shape[dim]!;
    const only = (n: number) => gy.shape.map((_, i) => (i === dim ? n : 0));
    return apply(pad, [part], around(only(start), only(end)));
  };
  let sum = gy.narrow(dim, left, size);
  if (left > 0) {
    const part = gy.narrow(dim, 0, left);
    sum = sum.add(mode === "reflect" ? placed(part.flip(dim), 1) : placed(part.sum(dim, true), 0));
  }
  if (right > 0) {
    const part = gy.narrow(dim, left + size, right);
    const last = size - 1;
    const back =
      mode === "reflect" ? placed(part.flip(dim), last - right) : placed(part.sum(dim, true), last);
    sum = sum.add(back);
  }
  return sum;
}

function around(before: Shape, after: Shape, sign = 1): PadAttrs {
  const times = (numbers: Shape) => numbers.map((n) => n * sign + 0); // no -0
  return { before: times(before), after: times(after), mode: "constant", value: 0 };
}

/** More elements around, or fewer. */
export const pad: Op<PadAttrs> = defineOp<PadAttrs>({
  name: "pad",
  type: ([x], { before, after }) => ({
    shape: x!.shape.map((n, i) => before[i]! + n + after[i]!),
    dtype: x!.dtype,
  }),
  onnx: lowerPad,
  grad: padGrad,
});
