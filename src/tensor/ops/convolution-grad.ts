import type { GraphBuilder } from "../onnx/builder.ts";
import type { LowerContext } from "../op.ts";
import { sizeOf } from "../shape.ts";
import type { ConvGradAttrs } from "./convolution.ts";

type Context = LowerContext<ConvGradAttrs>;

/** ONNX's way to say "to the very first element" of a reversed slice. */
const BEFORE_FIRST = -(2 ** 31);

/**
 * The gradient of a convolution's input. With stride 1 it is a convolution of `gy` with the kernel turned
 * by 180 degrees (about twice as fast as ONNX Runtime's transposed convolution); else a transposed one.
 */
export function lowerInputGrad({ graph, names, types, attrs }: Context): string {
  const [gy, weight, ...bias] = names as [string, string, ...string[]];
  const { stride, padding, dilation, groups, size } = attrs;
  const kernel = types[1]!.shape.slice(2);
  const out = types[0]!.shape.slice(2);
  const reach = kernel.map((k, i) => dilation[i]! * (k - 1));
  // Rows and columns that the windows never reached get no gradient.
  const rest = size.map(
    (s, i) => s - ((out[i]! - 1) * stride[i]! - 2 * padding[i]! + reach[i]! + 1),
  );
  const fits = padding.every((p, i) => p <= reach[i]!);
  if (groups === 1 && fits && stride.every((s) => s === 1)) {
    const axes = kernel.map((_, i) => i + 2);
    const all = (value: number) => axes.map(() => value);
    const turned = graph.slice(weight, axes, all(-1), all(BEFORE_FIRST), all(-1));
    const pads = padding.map((p, i) => reach[i]! - p);
    return graph.add("Conv", [gy, graph.transpose(turned, [1, 0, ...axes]), ...bias], {
      dilations: { ints: dilation },
      pads: { ints: [...pads, ...pads.map((p, i) => p + rest[i]!)] },
    });
  }
  return graph.add("ConvTranspose", [gy, weight, ...bias], {
    strides: { ints: stride },
    pads: { ints: [...padding, ...padding] },
    dilations: { ints: dilation },
    group: { int: groups },
    output_padding: { ints: rest },
  });
}

/**
 * The gradient of a convolution's weight: for each place of the kernel, the product of `gy` and the input
 * shifted to that place. Four arrangements, each the fastest where it is chosen:
 * one input channel a group -> one convolution; few input values a window -> all shifts in one matrix;
 * large maps -> a batched product for each shift; small maps -> channels last, all shifts in one matrix.
 */
export function lowerWeightGrad(context: Context): string {
  const { types, attrs } = context;
  const [n, c] = types[0]!.shape;
  const places = sizeOf(types[1]!.shape.slice(2));
  if (attrs.groups > 1) {
    const alone = attrs.groups === c && n! > 0;
    return alone ? depthwise(context) : batchedProducts(context);
  }
  if (c! * sizeOf(attrs.size) <= 64) return oneProduct(context, "channels first");
  return places > 150 ? batchedProducts(context) : oneProduct(context, "channels last");
}

// The padded input's windows at each place of the kernel, along the axes that hold height and width.
function shiftedInputs(
  { graph, types, attrs }: Context,
  padded: string,
  axes: readonly number[],
): string[] {
  const { size, stride, dilation } = attrs;
  const out = types[1]!.shape.slice(2);
  return placesOf(size).map((place) => {
    const start = place.map((at, i) => at * dilation[i]!);
    const end = start.map((from, i) => from + (out[i]! - 1) * stride[i]! + 1);
    return graph.slice(padded, axes, start, end, stride);
  });
}

// [0, 0], [0, 1], ..., [1, 0], ...
function placesOf(size: readonly number[]): readonly (readonly number[])[] {
  return size.reduce<readonly (readonly number[])[]>(
    (places, length) =>
      places.flatMap((place) => Array.from({ length }, (_, at) => [...place, at])),
    [[]],
  );
}

function padded(
  graph: GraphBuilder,
  name: string,
  padding: readonly number[],
  axes: readonly number[],
): string {
  if (padding.every((p) => p === 0)) return name;
  const rank = axes.length + 2;
  const pads = new Array<number>(2 * rank).fill(0);
  for (const [i, axis] of axes.entries()) {
    pads[axis] = padding[i]!;
    pads[rank + axis] = padding[i]!;
  }
  return graph.add("Pad", [name, graph.ints(pads)]);
}

// Images and channels as channels of one image, gy as its kernels: [1, n o, ...size], summed over n.
// Stride and dilation change places; windows that the forward pass left out are cut off.
function depthwise({ graph, names, types, attrs }: Context): string {
  const { size, stride, padding, dilation } = attrs;
  const [n, c, ...length] = types[0]!.shape as [number, number, ...number[]];
  const [, o, ...out] = types[1]!.shape as [number, number, ...number[]];
  const places = graph.add(
    "Conv",
    [graph.reshape(names[0]!, [1, n * c, ...length]), graph.reshape(names[1]!, [n * o, 1, ...out])],
    {
      strides: { ints: dilation },
      pads: { ints: [...padding, ...padding] },
      dilations: { ints: stride },
      group: { int: n * c },
    },
  );
  const axes = size.map((_, i) => i + 2);
  const inside = graph.slice(
    places,
    axes,
    size.map(() => 0),
    size,
  );
  const images = graph.reshape(inside, [n, o, 1, ...size]);
  return graph.add("ReduceSum", [images, graph.ints([0])], { keepdims: { int: 0 } });
}

// gy [n, g, o/g, places] x shifted x [n, g, places, c/g] -> [n, g, o/g, c/g], summed over n
function batchedProducts(context: Context): string {
  const { graph, names, types, attrs } = context;
  const [n, c] = types[0]!.shape as [number, number];
  const [, o, ...out] = types[1]!.shape as [number, number, ...number[]];
  const g = attrs.groups;
  const gy = graph.reshape(names[1]!, [n, g, o / g, sizeOf(out)]);
  const axes = out.map((_, i) => i + 2);
  const input = padded(graph, names[0]!, attrs.padding, axes);
  const places = shiftedInputs(context, input, axes).map((shifted) => {
    const x = graph.reshape(shifted, [n, g, c / g, sizeOf(out)]);
    const product = graph.add("FusedMatMul", [gy, x], { transB: { int: 1 } }, "com.microsoft");
    const sum = graph.add("ReduceSum", [product, graph.ints([0])], { keepdims: { int: 0 } });
    return graph.reshape(sum, [o, c / g, 1]);
  });
  const all = places.length === 1 ? places[0]! : graph.add("Concat", places, { axis: { int: 2 } });
  return graph.reshape(all, [o, c / g, ...attrs.size]);
}

// gy as [o, n places] x all shifts as [n places, c kernel] -> [o, c kernel] in one product
function oneProduct(context: Context, layout: "channels first" | "channels last"): string {
  const { graph, names, types, attrs } = context;
  const [n, c] = types[0]!.shape as [number, number];
  const [, o, ...out] = types[1]!.shape as [number, number, ...number[]];
  const [rows, k] = [n * sizeOf(out), sizeOf(attrs.size)];
  const places = out.map((_, i) => i + 2);
  const gy = graph.reshape(graph.transpose(names[1]!, [1, 0, ...places]), [o, rows]);
  const first = layout === "channels first";
  const axes = first ? places : places.map((axis) => axis - 1);
  const turned = graph.transpose(names[0]!, first ? [1, 0, ...places] : [0, ...places, 1]);
  const shifts = shiftedInputs(context, padded(graph, turned, attrs.padding, axes), axes);
  const axis = first ? 0 : out.length + 1;
  const columns =
    shifts.length === 1 ? shifts[0]! : graph.add("Concat", shifts, { axis: { int: axis } });
  const matrix = graph.reshape(columns, first ? [k * c, rows] : [rows, k * c]);
  const product = first
    ? graph.add("Gemm", [gy, matrix], { transB: { int: 1 } })
    : graph.add("MatMul", [gy, matrix]);
  // [o, kernel, c] -> [o, c, kernel]
  const turnedBack = graph.transpose(graph.reshape(product, [o, k, c]), [0, 2, 1]);
  return graph.reshape(turnedBack, [o, c, ...attrs.size]);
}
