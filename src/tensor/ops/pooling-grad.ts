import type { GraphBuilder } from "../onnx/builder.ts";
import type { LowerContext } from "../op.ts";
import { sizeOf } from "../shape.ts";
import type { PoolAttrs } from "./pooling.ts";

type Context = LowerContext<PoolAttrs>;

/** Up to this many places of a window are compared one by one; beyond, ONNX Runtime's own indices are used. */
const PLACES = 25;

/** A place of the windows: the phase of the stride that it lies in, and by how many windows it is shifted there. */
interface Place {
  readonly phase: number;
  readonly shift: readonly number[];
}

/** How windows meet maps that were taken apart into the phases of the stride, `rows` x `columns` each. */
interface Plan {
  /** `n c`, then the phases' height and width. */
  readonly maps: readonly [number, number, number];
  readonly windows: readonly [number, number];
  /** Row by row: the first of equal elements is the first here. */
  readonly places: readonly Place[];
}

/** The ONNX attributes of a pooling. */
export function poolAttributes({ kernel, stride, padding, dilation, ceilMode }: PoolAttrs) {
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: stride },
    pads: { ints: [...padding, ...padding] },
    dilations: { ints: dilation },
    ceil_mode: { int: Number(ceilMode) },
  };
}

/**
 * The gradient of max pooling: each window's goes to its first largest element, as in PyTorch. The input is taken
 * apart into the phases of the stride, so that the elements at one place of all windows lie together; each place is
 * compared with the maximum, and the first hit gets the gradient. (Asking `MaxPool` for its indices costs more than
 * all of that.) x [n, c, h, w], y and gy [n, c, h', w'] -> [n, c, h, w].
 */
export function lowerMaxPoolGrad(context: Context): string {
  const { graph, names, types, out, attrs } = context;
  const [n, c, h, w] = out.shape as [number, number, number, number];
  const plan = planOf([n, c, h, w], types[1]!.shape, attrs);
  if (plan === undefined) return scattered(context);
  const [count, rows, columns] = plan.maps;
  const gy = graph.reshape(names[2]!, [count, ...plan.windows]);
  const shares = Array.from({ length: sizeOf(attrs.stride) }, (): string[] => []);
  for (const [i, hit] of firstHits(context, plan).entries()) {
    const { phase, shift } = plan.places[i]!;
    const share = graph.add("Mul", [gy, graph.cast(hit, out.dtype)]);
    shares[phase]!.push(moved(graph, share, shift, plan, graph.scalar(0, out.dtype)));
  }
  const phases = shares.map((parts) => {
    const zeros = () => graph.add("Expand", [graph.scalar(0, out.dtype), graph.ints(plan.maps)]);
    return parts.length === 0
      ? zeros()
      : parts.reduce((sum, part) => graph.add("Add", [sum, part]));
  });
  const all = joined(graph, phases, plan, attrs.stride);
  const [height, width] = [rows * attrs.stride[0]!, columns * attrs.stride[1]!];
  const whole = graph.reshape(all, [n, c, height, width]);
  return height === h && width === w ? whole : graph.slice(whole, [2, 3], [0, 0], [h, w]);
}

/** Of g, the element where each window of x has its first largest one. x and g [n, c, h, w], y [n, c, h', w'] -> y's. */
export function lowerMaxPoolPick(context: Context): string {
  const { graph, names, types, out, attrs } = context;
  const plan = planOf(types[0]!.shape, out.shape, attrs);
  if (plan === undefined) return gathered(context);
  const phases = phasesOf(context, names[2]!, plan, 0);
  const zero = graph.scalar(0, out.dtype);
  const parts = firstHits(context, plan).map((hit, i) => {
    const { phase, shift } = plan.places[i]!;
    return graph.add("Where", [hit, windowed(graph, phases[phase]!, shift, plan, zero), zero]);
  });
  const picked = parts.reduce((sum, part) => graph.add("Add", [sum, part]));
  return graph.reshape(picked, out.shape);
}

function planOf(x: readonly number[], y: readonly number[], attrs: PoolAttrs): Plan | undefined {
  const { kernel, stride, padding, dilation } = attrs;
  if (Math.max(sizeOf(kernel), sizeOf(stride)) > PLACES || sizeOf(x) === 0) return undefined;
  const [n, c, h, w] = x as [number, number, number, number];
  const offset = (at: number, axis: number) => at * dilation[axis]! - padding[axis]!;
  const places: Place[] = [];
  for (let i = 0; i < kernel[0]!; i++) {
    for (let j = 0; j < kernel[1]!; j++) {
      const at = [offset(i, 0), offset(j, 1)];
      const shift = at.map((o, axis) => Math.floor(o / stride[axis]!));
      const [row, column] = at.map((o, axis) => o - shift[axis]! * stride[axis]!);
      places.push({ phase: row! * stride[1]! + column!, shift });
    }
  }
  const [rows, columns] = [Math.ceil(h / stride[0]!), Math.ceil(w / stride[1]!)];
  return { maps: [n * c, rows, columns], windows: [y[2]!, y[3]!], places };
}

// For each place, where it holds the first element equal to its window's maximum.
function firstHits(context: Context, plan: Plan): string[] {
  const { graph, names, types } = context;
  const y = graph.reshape(names[1]!, [plan.maps[0], ...plan.windows]);
  const { dtype } = types[0]!;
  const phases = phasesOf(context, names[0]!, plan, Number.NaN);
  // Beyond the edge lies what equals nothing.
  const nothing = graph.scalar(Number.NaN, dtype);
  let taken: string | undefined;
  return plan.places.map(({ phase, shift }) => {
    const hit = graph.add("Equal", [windowed(graph, phases[phase]!, shift, plan, nothing), y]);
    const first = taken === undefined ? hit : graph.add("And", [hit, graph.add("Not", [taken])]);
    taken = taken === undefined ? hit : graph.add("Or", [taken, hit]);
    return first;
  });
}

// [n, c, h, w] -> for each phase of the stride [n c, rows, columns]; `Split` does it in half the time of `Slice`.
function phasesOf(
  { graph, types, attrs }: Context,
  name: string,
  { maps: [count, rows, columns] }: Plan,
  fill: number,
): string[] {
  const { dtype, shape } = types[0]!;
  const [h, w] = shape.slice(2) as [number, number];
  const [sh, sw] = attrs.stride as [number, number];
  const after = [rows * sh - h, columns * sw - w] as const;
  const whole =
    after[0] === 0 && after[1] === 0
      ? name
      : graph.add("Pad", [
          name,
          graph.ints([0, 0, 0, 0, 0, 0, ...after]),
          graph.scalar(fill, dtype),
        ]);
  const byRow = split(graph, graph.reshape(whole, [count * rows, sh, columns * sw]), 1, sh);
  return byRow
    .flatMap((row) => split(graph, graph.reshape(row, [count * rows * columns, sw]), 1, sw))
    .map((phase) => graph.reshape(phase, [count, rows, columns]));
}

function split(graph: GraphBuilder, name: string, axis: number, parts: number): string[] {
  if (parts === 1) return [name];
  const sizes = graph.ints(Array.from({ length: parts }, () => 1));
  return graph.addMany("Split", [name, sizes], parts, { axis: { int: axis } });
}

// The elements of a phase at one place of all windows; negative pads cut off.
function windowed(
  graph: GraphBuilder,
  phase: string,
  [up, left]: readonly number[],
  { maps: [, rows, columns], windows: [h, w] }: Plan,
  fill: string,
): string {
  return padded(graph, phase, [-up!, -left!, up! + h - rows, left! + w - columns], fill);
}

// The other way round: what belongs to one place of all windows, where it lies in its phase.
function moved(
  graph: GraphBuilder,
  share: string,
  [up, left]: readonly number[],
  { maps: [, rows, columns], windows: [h, w] }: Plan,
  fill: string,
): string {
  return padded(graph, share, [up!, left!, rows - up! - h, columns - left! - w], fill);
}

function padded(
  graph: GraphBuilder,
  name: string,
  [top, left, bottom, right]: readonly [number, number, number, number],
  fill: string,
): string {
  if (top === 0 && left === 0 && bottom === 0 && right === 0) return name;
  return graph.add("Pad", [name, graph.ints([0, top, left, 0, bottom, right]), fill]);
}

// Phases [n c, rows, columns] back among each other: [n c, rows, stride, columns, stride]
function joined(
  graph: GraphBuilder,
  phases: readonly string[],
  { maps: [count, rows, columns] }: Plan,
  [sh, sw]: readonly number[],
): string {
  const concat = (parts: readonly string[], axis: number) =>
    parts.length === 1 ? parts[0]! : graph.add("Concat", parts, { axis: { int: axis } });
  const byRow = Array.from({ length: sh! }, (_, i) => {
    const row = phases.slice(i * sw!, (i + 1) * sw!);
    const parts = row.map((phase) => graph.reshape(phase, [count * rows, 1, columns, 1]));
    return concat(parts, 3);
  });
  return concat(byRow, 1);
}

// The pooling's own indices, which count through the whole input.
function indicesOf({ graph, names, types, attrs }: Context): string {
  const [, indices] = graph.addMany("MaxPool", [names[0]!], 2, poolAttributes(attrs));
  return graph.reshape(indices!, [sizeOf(types[1]!.shape)]);
}

function scattered(context: Context): string {
  const { graph, names, out, types } = context;
  const zeros = graph.add("Expand", [graph.scalar(0, out.dtype), graph.ints([sizeOf(out.shape)])]);
  const what = graph.reshape(names[2]!, [sizeOf(types[2]!.shape)]);
  const sums = graph.add("ScatterElements", [zeros, indicesOf(context), what], {
    axis: { int: 0 },
    reduction: { string: "add" },
  });
  return graph.reshape(sums, out.shape);
}

function gathered(context: Context): string {
  const { graph, names, types, out } = context;
  const flat = graph.reshape(names[2]!, [sizeOf(types[2]!.shape)]);
  const picked = graph.add("GatherElements", [flat, indicesOf(context)], { axis: { int: 0 } });
  return graph.reshape(picked, out.shape);
}
