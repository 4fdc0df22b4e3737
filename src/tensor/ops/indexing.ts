import { expected } from "../../util/errors.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { type Shape, sameShape, sizeOf } from "../shape.ts";
import { requireNumbers } from "./types.ts";

export interface AlongAttrs {
  readonly [name: string]: number;
  readonly dim: number;
}

/** `length` is the result's size along `dim`. */
export interface IndexAddAttrs extends AlongAttrs {
  readonly length: number;
}

/** `shape` is the result's. */
export interface ScatterAttrs {
  readonly [name: string]: number | Shape;
  readonly dim: number;
  readonly shape: Shape;
}

function requireIndex(who: string, { dtype }: TensorType): void {
  if (dtype === "int64" || dtype === "int32") return;
  throw expected(who, "an int64 index", dtype, 'convert with .to("int64")');
}

// An index of any shape takes the place of the dimension that it chooses from.
function selectType([x, index]: readonly TensorType[], { dim }: AlongAttrs): TensorType {
  requireIndex("indexSelect", index!);
  const shape = [...x!.shape.slice(0, dim), ...index!.shape, ...x!.shape.slice(dim + 1)];
  return { shape, dtype: x!.dtype };
}

function indexAddType(inputs: readonly TensorType[], { dim, length }: IndexAddAttrs): TensorType {
  const [src, index, base] = inputs as [TensorType, TensorType, TensorType | undefined];
  requireNumbers("indexAdd", [src]);
  requireIndex("indexAdd", index);
  const after = src.shape.slice(dim + index.shape.length);
  const shape = [...src.shape.slice(0, dim), length, ...after];
  const indexed = src.shape.slice(dim, dim + index.shape.length);
  const fits = base === undefined || (base.dtype === src.dtype && sameShape(base.shape, shape));
  if (!fits || !sameShape(indexed, index.shape)) {
    const what = "a source of the tensor's dtype and shape, with the index's shape in place of dim";
    throw expected("indexAdd", what, [base?.shape, index.shape, src.shape], "check the shapes");
  }
  return { shape, dtype: src.dtype };
}

// An index for each element: ScatterND would take one a row, but its threads lose additions to the same place.
function lowerIndexAdd(context: LowerContext<IndexAddAttrs>): string {
  const { graph, names, types, out, attrs } = context;
  const { dim } = attrs;
  const count = sizeOf(types[1]!.shape);
  const rows = out.shape.map((length, i) => (i === dim ? count : length));
  const base = names[2] ?? zeros(context, out.shape);
  if (sizeOf(rows) === 0) return graph.add("Identity", [base]); // Expand would leave ones of zeros
  const index = graph.reshape(
    int64(context, 1),
    rows.map((length, i) => (i === dim ? length : 1)),
  );
  const where = graph.add("Expand", [index, graph.ints(rows)]);
  return graph.add("ScatterElements", [base, where, graph.reshape(names[0]!, rows)], {
    axis: { int: dim },
    reduction: { string: "add" },
  });
}

function int64(
  { graph, names, types }: Pick<LowerContext<IndexAddAttrs>, "graph" | "names" | "types">,
  which: number,
): string {
  return types[which]!.dtype === "int64" ? names[which]! : graph.cast(names[which]!, "int64");
}

function zeros(
  { graph, out }: Pick<LowerContext<ScatterAttrs>, "graph" | "out">,
  shape: Shape,
): string {
  return graph.add("Expand", [graph.scalar(0, out.dtype), graph.ints(shape)]);
}

/** Refuses an index that has another rank, or more elements in some other dimension, than `shape`. */
function requireInside(who: string, shape: Shape, index: TensorType, dim: number): void {
  requireIndex(who, index);
  const fits =
    shape.length === index.shape.length && index.shape.every((n, i) => i === dim || n <= shape[i]!);
  if (fits) return;
  const what = `an index of ${shape.length} dims, none longer than ${JSON.stringify(shape)} but for dim ${dim}`;
  throw expected(who, what, index.shape, "check the index's shape");
}

function scatterType(who: string, [src, index, base]: readonly TensorType[], attrs: ScatterAttrs) {
  requireInside(who, attrs.shape, index!, attrs.dim);
  const wanted = base?.dtype ?? src!.dtype;
  if (src!.dtype !== wanted || !sameShape(src!.shape, index!.shape)) {
    const what = `a ${wanted} source at least as long as the index ${JSON.stringify(index!.shape)}`;
    throw expected(who, what, `${src!.dtype} ${JSON.stringify(src!.shape)}`, "convert or reshape");
  }
  return { shape: attrs.shape, dtype: wanted };
}

const indexSelect: Op<AlongAttrs> = defineOp<AlongAttrs>({
  name: "indexSelect",
  type: selectType,
  onnx: ({ graph, names, attrs: { dim } }) => graph.add("Gather", names, { axis: { int: dim } }),
  // Each element of x gets the sum of the gradients of its copies.
  grad: ({ inputs: [x, index], gy, attrs: { dim }, apply }) => [
    apply(indexAdd, [gy, index!], { dim, length: x!.shape[dim]! }),
    null,
  ],
});

// src, index, and the tensor that is added to (zeros when left out)
const indexAdd: Op<IndexAddAttrs> = defineOp<IndexAddAttrs>({
  name: "indexAdd",
  type: indexAddType,
  onnx: lowerIndexAdd,
  grad: ({ inputs: [, index, base], gy, attrs: { dim }, apply }) => {
    const dsrc = apply(indexSelect, [gy, index!], { dim });
    return base === undefined ? [dsrc, null] : [dsrc, null, gy];
  },
});

const gather: Op<AlongAttrs> = defineOp<AlongAttrs>({
  name: "gather",
  type: ([x, index], { dim }) => {
    requireInside("gather", x!.shape, index!, dim);
    return { shape: index!.shape, dtype: x!.dtype };
  },
  onnx: ({ graph, names, attrs: { dim } }) =>
    graph.add("GatherElements", names, { axis: { int: dim } }),
  grad: ({ inputs: [x, index], gy, attrs: { dim }, apply }) => [
    apply(scatterAdd, [gy, index!], { dim, shape: x!.shape }),
    null,
  ],
});

// src, index, and the tensor that is added to (zeros when left out)
const scatterAdd: Op<ScatterAttrs> = defineOp<ScatterAttrs>({
  name: "scatterAdd",
  type: (inputs, attrs) => {
    requireNumbers("scatterAdd", [inputs[0]!]);
    return scatterType("scatterAdd", inputs, attrs);
  },
  onnx: (context) => {
    const { graph, names, out, attrs } = context;
    const base = names[2] ?? zeros(context, out.shape);
    const settings = { axis: { int: attrs.dim }, reduction: { string: "add" } };
    return graph.add("ScatterElements", [base, names[1]!, names[0]!], settings);
  },
  grad: ({ inputs: [, index, base], gy, attrs: { dim }, apply }) => {
    const dsrc = apply(gather, [gy, index!], { dim });
    return base === undefined ? [dsrc, null] : [dsrc, null, gy];
  },
});

// src, index, and the tensor some of whose elements are replaced; of several for one place, any may win.
const scatter: Op<ScatterAttrs> = defineOp<ScatterAttrs>({
  name: "scatter",
  type: (inputs, attrs) => scatterType("scatter", inputs, attrs),
  onnx: ({ graph, names: [src, index, base], attrs: { dim } }) =>
    graph.add("ScatterElements", [base!, index!, src!], { axis: { int: dim } }),
  grad: ({ inputs: [, index], gy, needs, attrs: { dim }, apply }) => [
    needs[0] ? apply(gather, [gy, index!], { dim }) : null,
    null,
    needs[2] ? gy.scatter(dim, index!, 0) : null,
  ],
});

/** Choosing by an index tensor, and its opposites. */
export const indexing = { indexSelect, indexAdd, gather, scatter, scatterAdd };
