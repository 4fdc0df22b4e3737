import type { GraphBuilder } from "../onnx/builder.ts";
import type { LowerContext } from "../op.ts";
import { sizeOf } from "../shape.ts";
import { addBlocked, fitsBlocks } from "./blocked-convolution.ts";
import type { ConvGradAttrs } from "./convolution.ts";
import { lowerGroupsInputGrad } from "./convolution-groups.ts";

type Context = LowerContext<ConvGradAttrs>;

/** ONNX's way to say "to the very first element" of a reversed slice. */
const BEFORE_FIRST = -(2 ** 31);

/** Places of a map and input channels from which on a weight's gradient is a batched product for each shift. */
const PLACES = 190;
const CHANNELS = 16;

/**
 * The gradient of a convolution's input. With stride 1 it is a convolution of `gy` with the kernel turned
 * by 180 degrees (about twice as fast as ONNX Runtime's transposed convolution), or where the kernel is larger than
 * the maps, of turned maps; else a transposed one.
 */
export function lowerInputGrad(context: Context): string {
  const { types, attrs } = context;
  const { stride, padding, dilation, groups, size } = attrs;
  const kernel = types[1]!.shape.slice(2);
  const out = types[0]!.shape.slice(2);
  const reach = kernel.map((k, i) => dilation[i]! * (k - 1));
  // Rows and columns that the windows never reached get no gradient.
  const rest = size.map(
    (s, i) => s - ((out[i]! - 1) * stride[i]! - 2 * padding[i]! + reach[i]! + 1),
  );
  if (padding.every((p, i) => p <= reach[i]!) && stride.every((s) => s === 1)) {
    const before = padding.map((p, i) => reach[i]! - p);
    const after = before.map((p, i) => p + rest[i]!);
    const turned = groups === 1 ? turnedConvolution : lowerGroupsInputGrad;
    return turned(context, before, after);
  }
  return transposedConvolution(context, rest);
}

// ONNX Runtime takes no rest as long as the stride (PyTorch does, below the dilation): rows of zeros then stand for it.
function transposedConvolution({ graph, names, attrs }: Context, rest: readonly number[]): string {
  const { stride, padding, dilation, groups } = attrs;
  const zeros = rest.map((r, i) =>
    r < stride[i]! ? 0 : Math.max(0, Math.ceil((r - padding[i]!) / stride[i]!)),
  );
  const cut = rest.map((r, i) => (r < stride[i]! ? 0 : stride[i]! * zeros[i]! - r));
  const axes = rest.map((_, i) => i + 2);
  const none = axes.map(() => 0);
  const [gy, ...others] = names as [string, ...string[]];
  return graph.add("ConvTranspose", [padded(graph, gy, none, axes, zeros), ...others], {
    strides: { ints: stride },
    pads: { ints: [...padding, ...padding.map((p, i) => p + cut[i]!)] },
    dilations: { ints: dilation },
    group: { int: groups },
    output_padding: { ints: rest.map((r, i) => (r < stride[i]! ? r : 0)) },
  });
}

// One product for the whole batch, weight [o, c kernel] by gy [o, n places], then for each place of the kernel its part
// moved to where it belongs. Many channels on small maps: a convolution reads the weights once an image, and turning
// them costs as much as half of the product.
function sumOfPlaces({ graph, names, types, attrs }: Context): string {
  const { size, padding, dilation } = attrs;
  const [n, o, ...out] = types[0]!.shape as [number, number, ...number[]];
  const [, c, ...kernel] = types[1]!.shape as [number, number, ...number[]];
  const order = [1, 0, ...out.map((_, i) => i + 2)];
  const gy = graph.reshape(graph.transpose(names[0]!, order), [o, n * sizeOf(out)]);
  const weight = graph.reshape(names[1]!, [o, c * sizeOf(kernel)]);
  const product = graph.add("Gemm", [weight, gy], { transA: { int: 1 } });
  const places = graph.reshape(product, [c, sizeOf(kernel), n * sizeOf(out)]);
  const parts = placesOf(kernel).map((place, at) => {
    const part = graph.reshape(graph.slice(places, [1], [at], [at + 1]), [c, n, ...out]);
    const low = place.map((i, axis) => i * dilation[axis]! - padding[axis]!);
    const high = low.map((l, axis) => size[axis]! - out[axis]! - l);
    if ([...low, ...high].every((l) => l === 0)) return part;
    return graph.add("Pad", [part, graph.ints([0, 0, ...low, 0, 0, ...high])]);
  });
  return graph.transpose(graph.add("Sum", parts), order);
}

// Turned maps under a plain kernel are turned results of plain maps under a turned kernel: the smaller one is turned.
function turnedConvolution(
  context: Context,
  before: readonly number[],
  after: readonly number[],
): string {
  const { graph, names, types, out: result, attrs } = context;
  const [gy, weight, ...bias] = names as [string, string, ...string[]];
  const [n, , ...out] = types[0]!.shape as [number, number, ...number[]];
  const [o, c, ...kernel] = types[1]!.shape as [number, number, ...number[]];
  const axes = kernel.map((_, i) => i + 2);
  const all = (value: number) => axes.map(() => value);
  if (fitsBlocks(graph.channelBlock, types[0]!, [c, o], result)) {
    const parts = { x: gy, weight, bias: bias[0], turned: true, strides: all(1) };
    const settings = { dilations: attrs.dilation, pads: [...before, ...after] };
    return addBlocked(graph, { ...parts, ...settings }, [c, o, ...kernel]);
  }
  const wide = c * sizeOf(kernel) > 2 * n * sizeOf(out);
  const inside = before.every((b, i) => b >= 0 && after[i]! >= 0);
  if (wide && inside && bias.length === 0 && !graph.standard) return sumOfPlaces(context);
  const turn = (name: string) => graph.slice(name, axes, all(-1), all(BEFORE_FIRST), all(-1));
  const swapped = graph.transpose(wide ? weight : turn(weight), [1, 0, ...axes]);
  const maps = graph.add("Conv", [wide ? turn(gy) : gy, swapped, ...bias], {
    dilations: { ints: attrs.dilation },
    pads: { ints: wide ? [...after, ...before] : [...before, ...after] },
  });
  return wide ? turn(maps) : maps;
}

/**
 * The gradient of a convolution's weight: for each place of the kernel, the product of `gy` and the input
 * shifted to that place. Three arrangements, each the fastest where it is chosen: one input channel a group -> one
 * convolution; small maps or a stride -> all shifts in one matrix; else, and for kernels of one place, a batched product
 * for each shift.
 */
export function lowerWeightGrad(context: Context): string {
  const { types, attrs } = context;
  const [n, c] = types[0]!.shape;
  if (attrs.groups > 1) {
    // Slices of large maps are cheap beside one convolution with as large a kernel.
    const large = sizeOf(types[1]!.shape.slice(2)) > 400 && attrs.stride.every((s) => s === 1);
    const alone = attrs.groups === c && n! > 0 && !large;
    return alone ? depthwise(context) : batchedProducts(context);
  }
  // A product a place and an image copies each shift once, the matrix twice; but such products must not be too small.
  const large = sizeOf(types[1]!.shape.slice(2)) >= PLACES && c! >= CHANNELS;
  const each = sizeOf(attrs.size) === 1 || (large && attrs.stride.every((s) => s === 1));
  return each ? batchedProducts(context) : oneProduct(context);
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
  after = padding,
): string {
  if ([...padding, ...after].every((p) => p === 0)) return name;
  const rank = axes.length + 2;
  const pads = new Array<number>(2 * rank).fill(0);
  for (const [i, axis] of axes.entries()) {
    pads[axis] = padding[i]!;
    pads[rank + axis] = after[i]!;
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

// gy as [o, n places] x all shifts as [c kernel, n places] -> [o, c kernel] in one product, already in order
function oneProduct(context: Context): string {
  const { graph, names, types, attrs } = context;
  const [n, c] = types[0]!.shape as [number, number];
  const [, o, ...out] = types[1]!.shape as [number, number, ...number[]];
  const [rows, k] = [n * sizeOf(out), sizeOf(attrs.size)];
  const places = out.map((_, i) => i + 2);
  const gy = graph.reshape(graph.transpose(names[1]!, [1, 0, ...places]), [o, rows]);
  const shifts = channelShifts(context).map((shift) => graph.reshape(shift, [c, 1, rows]));
  const columns = k === 1 ? shifts[0]! : graph.add("Concat", shifts, { axis: { int: 1 } });
  const matrix = graph.reshape(columns, [c * k, rows]);
  const product = graph.add("Gemm", [gy, matrix], { transB: { int: 1 } });
  return graph.reshape(product, [o, c, ...attrs.size]);
}

// The input as [c, n, ...size] at each place of the kernel. A stride is taken apart first: slices then copy whole rows,
// where slices with steps copy numbers.
function channelShifts(context: Context): string[] {
  const { graph, names, types, attrs } = context;
  const { size, stride, padding, dilation } = attrs;
  const [, c, ...length] = types[0]!.shape as [number, number, ...number[]];
  const out = types[1]!.shape.slice(2);
  const places = out.map((_, i) => i + 2);
  const turned = graph.transpose(names[0]!, [1, 0, ...places]);
  const whole = length.map((l, i) => Math.ceil((l + 2 * padding[i]!) / stride[i]!) * stride[i]!);
  const after = whole.map((l, i) => l - length[i]! - padding[i]!);
  const image = padded(graph, turned, padding, places, after);
  const parts = stride.every((s) => s === 1) ? image : phases(context, image, whole);
  return placesOf(size).map((place) => {
    const offset = place.map((at, i) => at * dilation[i]!);
    const start = offset.map((at, i) => Math.floor(at / stride[i]!));
    const end = start.map((from, i) => from + out[i]!);
    if (parts === image) return graph.slice(image, places, start, end);
    const phase = offset.reduce((all, at, i) => all * stride[i]! + (at % stride[i]!), 0);
    return graph.slice(parts, [0, ...places], [phase * c, ...start], [(phase + 1) * c, ...end]);
  });
}

// [c, n, ...size] -> [stride c, n, ...size / stride]: each phase of the stride as channels of its own. The reshape
// keeps ONNX Runtime from moving the transpose behind the slices.
function phases({ graph, types, attrs }: Context, image: string, size: readonly number[]): string {
  const { stride } = attrs;
  const [n, c] = types[0]!.shape as [number, number];
  const split = size.flatMap((l, i) => [l / stride[i]!, stride[i]!]);
  const order = [...size.map((_, i) => 3 + 2 * i), 0, 1, ...size.map((_, i) => 2 + 2 * i)];
  const turned = graph.transpose(graph.reshape(image, [c, n, ...split]), order);
  return graph.reshape(turned, [sizeOf(stride) * c, n, ...size.map((l, i) => l / stride[i]!)]);
}
