import type { GraphBuilder } from "../onnx/builder.ts";
import { defineOp, type LowerContext, type Op, type TensorType } from "../op.ts";
import { sizeOf } from "../shape.ts";
import { requireFloat, requireRank } from "./types.ts";

/** How an output element is made of input elements, along each of the last two dimensions. */
export type ResampleMode = "nearest" | "bilinear" | "corners" | "area";

/** Settings of resampling; pairs are `[height, width]`. */
export interface ResampleAttrs {
  readonly [name: string]: readonly number[] | string;
  readonly mode: ResampleMode;
  /** The output's height and width. */
  readonly size: readonly number[];
  /** Input elements that one output element goes on. */
  readonly step: readonly number[];
}

/** The gradient also needs the input's height and width. */
export interface ResampleGradAttrs extends ResampleAttrs {
  readonly from: readonly number[];
}

type Tap = readonly [place: number, weight: number];

// The input elements of output element `i` with their weights. Single precision as PyTorch has it, since
// rounding decides between neighbours.
const taps: Readonly<
  Record<ResampleMode, (i: number, from: number, to: number, step: number) => readonly Tap[]>
> = {
  nearest: (i, from, to, step) => [[nearest(i, from, to, step), 1]],
  bilinear: (i, from, _to, step) =>
    between(Math.max(Math.fround(Math.fround(step) * (i + 0.5) - 0.5), 0), from),
  // The corner elements' centres fall on each other.
  corners: (i, from, to) => between(to > 1 ? (i * (from - 1)) / (to - 1) : 0, from),
  area: (i, from, to) => {
    const start = Math.floor((i * from) / to);
    const count = Math.ceil(((i + 1) * from) / to) - start;
    return Array.from({ length: count }, (_, at) => [start + at, 1 / count]);
  },
};

function nearest(i: number, from: number, to: number, step: number): number {
  if (to === from) return i;
  if (to === 2 * from) return Math.floor(i / 2);
  return Math.min(Math.floor(Math.fround(i * Math.fround(step))), from - 1);
}

function between(place: number, from: number): readonly Tap[] {
  const low = Math.min(Math.floor(place), from - 1);
  const share = low === from - 1 ? 0 : place - low;
  return share === 0
    ? [[low, 1]]
    : [
        [low, 1 - share],
        [low + 1, share],
      ];
}

/** The matrix `[to, from]` of weights that resamples one dimension, row by row. */
export function weightsOf(mode: ResampleMode, from: number, to: number, step: number): number[] {
  const weights = new Array<number>(to * from).fill(0);
  for (let i = 0; i < to; i++)
    for (const [place, weight] of taps[mode](i, from, to, step))
      weights[i * from + place]! += weight;
  return weights;
}

function resampleType([x]: readonly TensorType[], { mode, size }: ResampleAttrs): TensorType {
  requireRank("interpolate", "an input [n, c, h, w]", x!, 4);
  if (mode !== "nearest") requireFloat("interpolate", x!);
  return { shape: [...x!.shape.slice(0, 2), ...size], dtype: x!.dtype };
}

function lowerResample(context: LowerContext<ResampleAttrs>): string {
  const { graph, names, types, out, attrs } = context;
  const { mode, size, step } = attrs;
  const from = types[0]!.shape.slice(2);
  if (sizeOf(out.shape) === 0) return nothing(context);
  if (mode === "nearest") {
    return size.reduce((name, length, i) => {
      const places = Array.from({ length }, (_, at) => nearest(at, from[i]!, length, step[i]!));
      if (length === from[i] && places.every((place, at) => place === at)) return name;
      return graph.add("Gather", [name, graph.ints(places)], { axis: { int: i + 2 } });
    }, names[0]!);
  }
  const usual = step.every((s, i) => Math.abs((s * size[i]!) / from[i]! - 1) < 1e-12);
  if (mode === "bilinear" && usual && out.dtype === "float32") {
    const lengths = graph.ints(out.shape);
    const settings = { mode: { string: "linear" } };
    return graph.add("Resize", [names[0]!, "", "", lengths], settings); // half pixels, as PyTorch
  }
  const [high, wide] = matrices(graph, { ...attrs, from }, out);
  return graph.add("MatMul", [
    high!,
    graph.add("MatMul", [names[0]!, graph.transpose(wide!, [1, 0])]),
  ]);
}

// ONNX Runtime has no products with empty batches on the right.
function nothing({ graph, out }: Pick<LowerContext<ResampleAttrs>, "graph" | "out">): string {
  return graph.add("Expand", [graph.scalar(0, out.dtype), graph.ints(out.shape)]);
}

// The weights of both dimensions as constants [to, from].
function matrices(graph: GraphBuilder, attrs: ResampleGradAttrs, { dtype }: TensorType): string[] {
  const { mode, size, step, from } = attrs;
  return from.map((length, i) => {
    const weights = weightsOf(mode, length, size[i]!, step[i]!);
    const data = dtype === "float64" ? Float64Array.from(weights) : Float32Array.from(weights);
    return graph.constant(data, [size[i]!, length], dtype);
  });
}

// Each gradient goes back to where its element came from, with the same weight.
function lowerResampleGrad(context: LowerContext<ResampleGradAttrs>): string {
  const { graph, names, out, attrs } = context;
  if (sizeOf(out.shape) === 0) return nothing(context);
  const { mode, size, step, from } = attrs;
  const factors = size.map((length, i) => length / from[i]!);
  const repeats = factors.every((f, i) => Number.isInteger(f) && step[i] === 1 / f);
  if (mode === "nearest" && repeats) {
    const [h, w] = from as [number, number];
    const images = out.shape[0]! * out.shape[1]!;
    const apart = graph.reshape(names[0]!, [images, h, factors[0]!, w, factors[1]!]);
    const sums = graph.add("ReduceSum", [apart, graph.ints([2, 4])], { keepdims: { int: 0 } });
    return graph.reshape(sums, out.shape);
  }
  const [high, wide] = matrices(graph, attrs, out);
  const rows = graph.add("MatMul", [names[0]!, wide!]);
  return graph.add("MatMul", [graph.transpose(high!, [1, 0]), rows]);
}

const resample: Op<ResampleAttrs> = defineOp<ResampleAttrs>({
  name: "resample",
  type: resampleType,
  onnx: lowerResample,
  grad: ({ inputs: [x], gy, attrs, apply }) => [
    apply(resampleGrad, [gy], { ...attrs, from: x!.shape.slice(2) }),
  ],
});

// gy [n, c, ...size] -> [n, c, ...from]
const resampleGrad: Op<ResampleGradAttrs> = defineOp<ResampleGradAttrs>({
  name: "resampleGrad",
  type: ([gy], { from }) => ({ shape: [...gy!.shape.slice(0, 2), ...from], dtype: gy!.dtype }),
  onnx: lowerResampleGrad,
  grad: ({ gy, attrs: { mode, size, step }, apply }) => [
    apply(resample, [gy], { mode, size, step }),
  ],
});

/** Images of another size, and where their gradient goes; each is the other's gradient. */
export const resampling = { resample, resampleGrad };
