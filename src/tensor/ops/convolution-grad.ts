import type { GraphBuilder } from "../onnx/builder.ts";
import type { LowerContext } from "../op.ts";
import type { ConvGradAttrs } from "./convolution.ts";

type Context = LowerContext<ConvGradAttrs>;

/** ONNX's way to say "to the very first element" of a reversed slice. */
const BEFORE_FIRST = -(2 ** 31);

/**
 * The gradient of a convolution's input. With stride 1 it is a convolution of `gy` with the kernel turned
 * by 180 degrees (about twice as fast as ONNX Runtime's transposed convolution); else a transposed one.
 */
export function lowerInputGrad({ graph, names, types, attrs }: Context): string {
  const [gy, weight] = names as [string, string];
  const { stride, padding, dilation, groups, size } = attrs;
  const kernel = types[1]!.shape.slice(2);
  const reach = kernel.map((k, i) => dilation[i]! * (k - 1));
  const fits = padding.every((p, i) => p <= reach[i]!);
  if (groups === 1 && fits && stride.every((s) => s === 1)) {
    const turned = graph.slice(weight, [2, 3], [-1, -1], [BEFORE_FIRST, BEFORE_FIRST], [-1, -1]);
    const pads = padding.map((p, i) => reach[i]! - p);
    return graph.add("Conv", [gy, graph.transpose(turned, [1, 0, 2, 3])], {
      dilations: { ints: dilation },
      pads: { ints: [...pads, ...pads] },
    });
  }
  const out = types[0]!.shape.slice(2);
  // Rows and columns that the windows never reached get no gradient.
  const rest = size.map(
    (s, i) => s - ((out[i]! - 1) * stride[i]! - 2 * padding[i]! + reach[i]! + 1),
  );
  return graph.add("ConvTranspose", [gy, weight], {
    strides: { ints: stride },
    pads: { ints: [...padding, ...padding] },
    dilations: { ints: dilation },
    group: { int: groups },
    output_padding: { ints: rest },
  });
}

/**
 * The gradient of a convolution's weight: for each place of the kernel, the product of `gy` and the input
 * shifted to that place. Three arrangements, each the fastest where it is chosen (measured on one core):
 * few input values a window -> all shifts in one matrix; large maps -> a batched product for each shift;
 * small maps -> channels last, all shifts in one matrix.
 */
export function lowerWeightGrad(context: Context): string {
  const { types, attrs } = context;
  const [, c] = types[0]!.shape;
  const [, , oh, ow] = types[1]!.shape;
  const [kh, kw] = attrs.size;
  if (attrs.groups > 1) return batchedProducts(context);
  if (c! * kh! * kw! <= 64) return oneProduct(context, "channels first");
  return oh! * ow! > 150 ? batchedProducts(context) : oneProduct(context, "channels last");
}

// The padded input's windows at each place of the kernel, along the axes that hold height and width.
function shiftedInputs(
  { graph, types, attrs }: Context,
  padded: string,
  axes: readonly [number, number],
): string[] {
  const { size, stride, dilation } = attrs;
  const [oh, ow] = types[1]!.shape.slice(2) as [number, number];
  const shifts: string[] = [];
  for (let i = 0; i < size[0]!; i++) {
    for (let j = 0; j < size[1]!; j++) {
      const start = [i * dilation[0]!, j * dilation[1]!];
      const end = [start[0]! + (oh - 1) * stride[0]! + 1, start[1]! + (ow - 1) * stride[1]! + 1];
      shifts.push(graph.slice(padded, axes, start, end, stride));
    }
  }
  return shifts;
}

function padded(
  graph: GraphBuilder,
  name: string,
  [ph, pw]: readonly number[],
  axes: readonly number[],
): string {
  if (ph === 0 && pw === 0) return name;
  const pads = new Array<number>(8).fill(0);
  for (const side of [0, 4]) {
    pads[side + axes[0]!] = ph!;
    pads[side + axes[1]!] = pw!;
  }
  return graph.add("Pad", [name, graph.ints(pads)]);
}

// gy [n, g, o/g, h'w'] x shifted x [n, g, h'w', c/g] -> [n, g, o/g, c/g], summed over n
function batchedProducts(context: Context): string {
  const { graph, names, types, attrs } = context;
  const [n, c] = types[0]!.shape as [number, number];
  const [, o, oh, ow] = types[1]!.shape as [number, number, number, number];
  const g = attrs.groups;
  const gy = graph.reshape(names[1]!, [n, g, o / g, oh * ow]);
  const input = padded(graph, names[0]!, attrs.padding, [2, 3]);
  const places = shiftedInputs(context, input, [2, 3]).map((shifted) => {
    const x = graph.reshape(shifted, [n, g, c / g, oh * ow]);
    const product = graph.add("FusedMatMul", [gy, x], { transB: { int: 1 } }, "com.microsoft");
    const sum = graph.add("ReduceSum", [product, graph.ints([0])], { keepdims: { int: 0 } });
    return graph.reshape(sum, [o, c / g, 1]);
  });
  const all = places.length === 1 ? places[0]! : graph.add("Concat", places, { axis: { int: 2 } });
  return graph.reshape(all, [o, c / g, ...attrs.size]);
}

// gy as [o, n h' w'] x all shifts as [n h' w', c kh kw] -> [o, c kh kw] in one product
function oneProduct(context: Context, layout: "channels first" | "channels last"): string {
  const { graph, names, types, attrs } = context;
  const [n, c] = types[0]!.shape as [number, number];
  const [, o, oh, ow] = types[1]!.shape as [number, number, number, number];
  const [kh, kw] = attrs.size as [number, number];
  const gy = graph.reshape(graph.transpose(names[1]!, [1, 0, 2, 3]), [o, n * oh * ow]);
  const first = layout === "channels first";
  const axes = first ? ([2, 3] as const) : ([1, 2] as const);
  const turned = graph.transpose(names[0]!, first ? [1, 0, 2, 3] : [0, 2, 3, 1]);
  const shifts = shiftedInputs(context, padded(graph, turned, attrs.padding, axes), axes);
  const columns =
    shifts.length === 1
      ? shifts[0]!
      : graph.add("Concat", shifts, { axis: { int: first ? 0 : 3 } });
  const matrix = graph.reshape(
    columns,
    first ? [kh * kw * c, n * oh * ow] : [n * oh * ow, kh * kw * c],
  );
  const product = first
    ? graph.add("Gemm", [gy, matrix], { transB: { int: 1 } })
    : graph.add("MatMul", [gy, matrix]);
  // [o, kh kw, c] -> [o, c, kh, kw]
  return graph.reshape(graph.transpose(graph.reshape(product, [o, kh * kw, c]), [0, 2, 1]), [
    o,
    c,
    kh,
    kw,
  ]);
}
