import { isFloating } from "../dtype.ts";
import { defineOp, type LowerContext, type Op } from "../op.ts";
import { sizeOf } from "../shape.ts";

/** `k` is at most the size of `dim`. */
export interface TopkAttrs {
  readonly [name: string]: number | boolean;
  readonly dim: number;
  readonly k: number;
  readonly largest: boolean;
  readonly sorted: boolean;
}

export interface CumsumAttrs {
  readonly [name: string]: number | boolean;
  readonly dim: number;
  /** Whether the sums run from the end. */
  readonly reverse: boolean;
}

export interface TriangleAttrs {
  readonly [name: string]: number | boolean;
  /** How far above the main diagonal the edge is; negative: below. */
  readonly diagonal: number;
  readonly upper: boolean;
}

// TopK brings the process down where there is nothing to choose from.
function lowerTopk({ graph, names, types, out, attrs }: LowerContext<TopkAttrs>): string {
  if (sizeOf(out.shape) === 0)
    return graph.add("Expand", [graph.scalar(0, "int64"), graph.ints(out.shape)]);
  const { dim, k, largest, sorted } = attrs;
  const { dtype } = types[0]!;
  const x = dtype === "uint8" || dtype === "bool" ? graph.cast(names[0]!, "int32") : names[0]!;
  const settings = {
    axis: { int: dim },
    largest: { int: Number(largest) },
    sorted: { int: Number(sorted) },
  };
  return graph.addMany("TopK", [x, graph.ints([k])], 2, settings)[1]!;
}

function lowerCumsum({ graph, names, types, out, attrs }: LowerContext<CumsumAttrs>): string {
  const x = types[0]!.dtype === out.dtype ? names[0]! : graph.cast(names[0]!, out.dtype);
  const settings = { reverse: { int: Number(attrs.reverse) } };
  return graph.add("CumSum", [x, graph.scalar(attrs.dim, "int64")], settings);
}

// Trilu knows floats and int64.
function lowerTriangle({ graph, names, out, attrs }: LowerContext<TriangleAttrs>): string {
  const direct = isFloating(out.dtype) || out.dtype === "int64";
  const x = direct ? names[0]! : graph.cast(names[0]!, "int64");
  const settings = { upper: { int: Number(attrs.upper) } };
  const part = graph.add("Trilu", [x, graph.scalar(attrs.diagonal, "int64")], settings);
  return direct ? part : graph.cast(part, out.dtype);
}

const topkIndices = defineOp<TopkAttrs>({
  name: "topkIndices",
  type: ([x], { dim, k }) => ({
    shape: x!.shape.map((n, i) => (i === dim ? k : n)),
    dtype: "int64",
  }),
  onnx: lowerTopk,
  grad: { none: "an index is a whole number; the values are gathered by it" },
});

const cumsum: Op<CumsumAttrs> = defineOp<CumsumAttrs>({
  name: "cumsum",
  // Whole numbers add up in 64 bits, as PyTorch.
  type: ([x]) => ({ shape: x!.shape, dtype: isFloating(x!.dtype) ? x!.dtype : "int64" }),
  onnx: lowerCumsum,
  // Each element is in all sums from it on.
  grad: ({ gy, attrs: { dim, reverse }, apply }) => [
    apply(cumsum, [gy], { dim, reverse: !reverse }),
  ],
});

const triangle: Op<TriangleAttrs> = defineOp<TriangleAttrs>({
  name: "triangle",
  type: ([x]) => x!,
  onnx: lowerTriangle,
  grad: ({ gy, attrs, apply }) => [apply(triangle, [gy], attrs)],
});

/** What depends on the order of elements along a dimension. */
export const sorting = { topkIndices, cumsum, triangle };
