import type { Recording } from "./collect.ts";
import { computedValue } from "./node.ts";
import { GraphBuilder } from "./onnx/builder.ts";
import { fuse } from "./onnx/fuse.ts";
import type { OnnxModel } from "./onnx/model.ts";
import type { Shape } from "./shape.ts";

/** A recording as an ONNX model; its inputs and outputs are in the recording's order. */
export interface Lowered {
  readonly model: OnnxModel;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Names of the recording's leaves, those that became constants too. */
  readonly leaves?: readonly string[];
}

/** What of a recording is an input of the model, and what a constant in it. */
export interface LowerOptions {
  /** Scalars of the program text as inputs, so that other values need no new model. Default false. */
  readonly liftConstants?: boolean;
  /** Leaves whose numbers become constants, by their place. Default none. */
  readonly frozen?: ReadonlySet<number>;
  /** Channels that the runtime's fastest convolutions take together; 1, the default, where it has none such. */
  readonly channelBlock?: number;
  /** Where the graph is written. Default a new one. */
  readonly graph?: GraphBuilder;
}

/** Writes a recording as an ONNX model. Constants are folded by the engine, inputs come anew with each run. */
export function lower(
  { order, leaves, constants, outputs }: Recording,
  { liftConstants = false, frozen = new Set(), ...options }: LowerOptions = {},
): Lowered {
  const { channelBlock = 1, graph = new GraphBuilder({ channelBlock }) } = options;
  const leafNames = leaves.map((node, i) => {
    const { dtype, shape } = node;
    if (frozen.has(i)) return graph.constant(computedValue(node).data, shape, dtype);
    return graph.input(`x${i}`, dtype, shape);
  });
  const constantNames = constants.map(({ constant, dtype }, i) =>
    liftConstants ? graph.input(`k${i}`, dtype, []) : graph.scalar(constant!, dtype),
  );
  const results: string[] = [];
  const shapes = new Map<string, Shape>();
  leafNames.forEach((name, i) => void shapes.set(name, leaves[i]!.shape));
  for (const name of constantNames) shapes.set(name, []);
  const nameOf = (place: number): string => {
    if (place >= 0) return results[place]!;
    return place % 2 === 0 ? constantNames[-place / 2 - 1]! : leafNames[(-place - 1) / 2]!;
  };
  for (const { op, attrs, inputs, shape, dtype } of order) {
    const names = inputs.map(({ place }) => nameOf(place));
    const name = op!.onnx({ graph, names, types: inputs, out: { shape, dtype }, attrs });
    results.push(name);
    shapes.set(name, shape);
  }
  return {
    outputs: outputs.map(({ place, dtype, shape }) => graph.output(nameOf(place), dtype, shape)),
    inputs: [
      ...leafNames.filter((_, i) => !frozen.has(i)),
      ...(liftConstants ? constantNames : []),
    ],
    leaves: leafNames,
    model: fuse(graph.finish(), shapes),
  };
}
