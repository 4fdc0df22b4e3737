import { type DType, isFloating } from "../dtype.ts";
import type { GraphBuilder } from "../onnx/builder.ts";
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

const LARGEST_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

// TopK brings the process down where there is nothing to choose from.
function lowerTopk({ graph, names, types, out, attrs }: LowerContext<TopkAttrs>): string {
  if (sizeOf(out.shape) === 0)
    return graph.add("Expand", [graph.scalar(0, "int64"), graph.ints(out.shape)]);
  const { dim, k, largest, sorted } = attrs;
  const { dtype } = types[0]!;
  const x = isFloating(dtype) ? sortable(graph, names[0]!, dtype) : names[0]!;
  const keys = dtype === "uint8" || dtype === "bool" ? graph.cast(x, "int32") : x;
  const settings = {
    axis: { int: dim },
    largest: { int: Number(largest) },
    sorted: { int: Number(sorted) },
  };
  return graph.addMany("TopK", [keys, graph.ints([k])], 2, settings)[1]!;
}

// As PyTorch, NaN counts as the greatest number: as infinity, which counts as the largest finite number.
function sortable(graph: GraphBuilder, x: string, dtype: DType): string {
  const largest = dtype === "float64" ? Number.MAX_VALUE : LARGEST_FLOAT32;
  const finite = graph.add("Min", [x, graph.scalar(largest, dtype)]);
  const infinity = graph.scalar(Number.POSITIVE_INFINITY, dtype);
  return graph.add("Where", [graph.add("IsNaN", [x]), infinity, finite]);
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
