import { allocate, type TensorData } from "../dtype.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { OnnxInitializer, OnnxModel, OnnxNode } from "./model.ts";

type Constants = Map<string, OnnxInitializer>;

/**
 * The same model with what only moves constants (`Transpose`, `Slice`, `Reshape`) already done, and each
 * `BatchNormalization` behind a `Conv` taken into its weights: `a (w * x) + b = (a w) * x + b`.
 */
export function foldConstants(model: OnnxModel): OnnxModel {
  const constants: Constants = new Map(model.initializers.map((one) => [one.name, one]));
  const moved = model.nodes.filter((node) => {
    const result = moveConstant(node, constants);
    if (result !== undefined) constants.set(result.name, result);
    return result === undefined;
  });
  const nodes = foldBatchNorm({ ...model, nodes: moved }, constants);
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  const initializers = [...constants.values()].filter(({ name }) => used.has(name));
  return { ...model, nodes, initializers };
}

/** Where the elements of a tensor lie in another one's. */
interface View {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly start: number;
}

function moveConstant(node: OnnxNode, constants: Constants): OnnxInitializer | undefined {
  const [source, ...rest] = node.inputs.map((name) => constants.get(name));
  if (source === undefined || rest.includes(undefined)) return undefined;
  const [name] = node.outputs as [string];
  const numbers = rest.map((one) => Array.from(one!.data, Number));
  if (node.opType === "Reshape") {
    const shape = numbers[0]!;
    return sizeOf(shape) === source.data.length ? { ...source, name, shape } : undefined;
  }
  const view = viewOf(node, source.shape, numbers);
  if (view === undefined) return undefined;
  return { name, dtype: source.dtype, shape: view.shape, data: copyOf(source, view) };
}

function viewOf(
  { opType, attributes }: OnnxNode,
  shape: Shape,
  numbers: readonly (readonly number[])[],
): View | undefined {
  const strides = stridesOf(shape);
  if (opType === "Transpose") {
    const { perm } = attributes;
    if (perm === undefined || !("ints" in perm)) return undefined;
    const inOrder = (list: readonly number[]) => perm.ints.map((axis) => list[axis]!);
    return { shape: inOrder(shape), strides: inOrder(strides), start: 0 };
  }
  if (opType !== "Slice") return undefined;
  const [starts, ends, axes, steps] = numbers as [number[], number[], number[], number[]];
  if (steps.some((step) => step !== 1)) return undefined;
  const [sizes, firsts] = [[...shape], shape.map(() => 0)];
  axes.forEach((axis, i) => {
    const within = (at: number) =>
      Math.min(Math.max(at < 0 ? at + shape[axis]! : at, 0), shape[axis]!);
    firsts[axis] = within(starts[i]!);
    sizes[axis] = Math.max(within(ends[i]!) - firsts[axis], 0);
  });
  const start = firsts.reduce((sum, first, axis) => sum + first * strides[axis]!, 0);
  return { shape: sizes, strides, start };
}

function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

function copyOf({ data, dtype }: OnnxInitializer, { shape, strides, start }: View): TensorData {
  const size = sizeOf(shape);
  const copy = allocate(dtype, size);
  const at = shape.map(() => 0);
  for (let i = 0, from = start; i < size; i++) {
    copy[i] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++at[axis]! < shape[axis]!) break;
      from -= at[axis]! * strides[axis]!;
      at[axis] = 0;
    }
  }
  return copy;
}

function foldBatchNorm({ nodes, outputs }: OnnxModel, constants: Constants): OnnxNode[] {
  const uses = new Map<string, number>();
  for (const name of [...nodes.flatMap(({ inputs }) => inputs), ...outputs.map((o) => o.name)])
    uses.set(name, (uses.get(name) ?? 0) + 1);
  const convs = new Map<string, OnnxNode>();
  const replaced = new Map<OnnxNode, OnnxNode | undefined>();
  for (const node of nodes) {
    if (node.opType === "Conv") convs.set(node.outputs[0]!, node);
    const conv = node.opType === "BatchNormalization" ? convs.get(node.inputs[0]!) : undefined;
    if (conv === undefined || uses.get(conv.outputs[0]!) !== 1 || uses.get(conv.inputs[1]!) !== 1)
      continue;
    const folded = convWithNorm(conv, node, constants);
    if (folded === undefined) continue;
    replaced.set(conv, undefined);
    replaced.set(node, folded);
  }
  return nodes.flatMap((node) => (replaced.has(node) ? (replaced.get(node) ?? []) : [node]));
}

// The weights of the convolution are used nowhere else: they change under their name, as the norm's bias does.
function convWithNorm(conv: OnnxNode, norm: OnnxNode, constants: Constants): OnnxNode | undefined {
  const [weight, bias] = conv.inputs.slice(1).map((name) => constants.get(name));
  const parts = norm.inputs.slice(1).map((name) => constants.get(name)?.data);
  if (weight?.dtype !== "float32" || parts.includes(undefined)) return undefined;
  if (conv.inputs.length === 3 && bias === undefined) return undefined;
  const [scale, shift, mean, variance] = parts as Float32Array[] as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const { epsilon } = norm.attributes;
  const eps = epsilon !== undefined && "float" in epsilon ? epsilon.float : 1e-5;
  const factors = Float64Array.from(scale, (value, c) => value / Math.sqrt(variance[c]! + eps));
  const each = weight.data.length / factors.length;
  const scaled = Float32Array.from(
    weight.data as Float32Array,
    (value, i) => value * factors[Math.floor(i / each)]!,
  );
  const offset = (c: number) => Number(bias?.data[c] ?? 0) - mean[c]!;
  const shifted = Float32Array.from(shift, (value, c) => value + offset(c) * factors[c]!);
  const name = `${norm.inputs[2]}_folded`;
  constants.set(weight.name, { ...weight, data: scaled });
  constants.set(name, { name, dtype: "float32", shape: [shifted.length], data: shifted });
  return { ...conv, inputs: [conv.inputs[0]!, weight.name, name], outputs: norm.outputs };
}
