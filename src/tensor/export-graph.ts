import { expected } from "../util/errors.ts";
import { recordNodes } from "./default-engine.ts";
import { allocate } from "./dtype.ts";
import { noGrad } from "./grad-mode.ts";
import { lower } from "./lower.ts";
import type { Node } from "./node.ts";
import { anyBatch, probes } from "./onnx/any-batch.ts";
import { GraphBuilder } from "./onnx/builder.ts";
import type { OnnxModel } from "./onnx/model.ts";
import { nameValues } from "./onnx/named-values.ts";
import type { TensorType } from "./op.ts";
import { sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";

/** How a function of a tensor is written as a graph. */
export interface ExportGraphOptions {
  /** Leave the first size of the input open; "try" leaves it fixed where the graph depends on it. */
  readonly dynamicBatch: boolean | "try";
  readonly inputName: string;
  readonly outputName: string;
  /** Names for leaves, such as the parameters'. */
  readonly names: ReadonlyMap<Node, string>;
}

/** A graph, and why its batch size is fixed where it should have been open. */
export interface ExportedGraph {
  readonly model: OnnxModel;
  readonly fixedBecause: string | undefined;
}

interface Written {
  readonly model: OnnxModel;
  readonly names: ReadonlyMap<string, string>;
}

/** Records `forward` on an input of this type and writes it with ONNX's own operators; computes nothing. */
export function exportGraph(
  forward: (x: Tensor) => Tensor,
  { shape, dtype }: TensorType,
  options: ExportGraphOptions,
): ExportedGraph {
  const { dynamicBatch } = options;
  const asGiven = write(forward, { shape, dtype }, options);
  if (dynamicBatch === false) return { model: named(asGiven), fixedBecause: undefined };
  const open = openBatch(forward, { shape, dtype }, options, asGiven);
  if (typeof open !== "string") return { model: named(open), fixedBecause: undefined };
  if (dynamicBatch === "try") return { model: named(asGiven), fixedBecause: open };
  const hint = "pass dynamicBatch: false, or write the model for any batch size";
  throw expected("exportOnnx", "a model that takes any batch size", open, hint);
}

function named({ model, names }: Written): OnnxModel {
  return nameValues(model, names);
}

function openBatch(
  forward: (x: Tensor) => Tensor,
  { shape, dtype }: TensorType,
  options: ExportGraphOptions,
  given: Written,
): Written | string {
  if (shape.length === 0) return "its input has no dimensions";
  let written: Written[];
  try {
    written = probes.map((n) => write(forward, { shape: [n, ...shape.slice(1)], dtype }, options));
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  const model = anyBatch(written.map((one) => one.model));
  if (typeof model === "string") return model;
  const rank = ({ model: { outputs } }: Written) => outputs[0]!.shape.length;
  // Such as squeeze() where the batch is 1.
  if (rank(given) !== rank(written[0]!)) return "its output has other dimensions for other sizes";
  return { model, names: written[0]!.names };
}

function write(
  forward: (x: Tensor) => Tensor,
  { shape, dtype }: TensorType,
  { inputName, outputName, names }: ExportGraphOptions,
): Written {
  const x = Tensor.fromData(allocate(dtype, sizeOf(shape)), shape, dtype);
  const y: unknown = noGrad(() => forward(x));
  if (!(y instanceof Tensor))
    throw expected("exportOnnx", "forward to give one tensor", y, "wrap the model in a module");
  // What is no operation, such as the input itself, is made one.
  const isLeaf = y.node.op === undefined || y.node.value !== undefined;
  const root = isLeaf ? noGrad(() => y.detach()).node : y.node;
  const recording = recordNodes([root]);
  const { leaves } = recording;
  const frozen = new Set(leaves.keys());
  frozen.delete(leaves.indexOf(x.node));
  const graph = new GraphBuilder({ standard: true, share: false });
  const lowered = lower({ ...recording, outputs: [root] }, { frozen, graph });
  const { model, inputs, outputs } = lowered;
  const input = inputs[0] ?? "x";
  const wanted = new Map([[input, inputName]]);
  lowered.leaves!.forEach((name, i) => {
    const given = names.get(leaves[i]!);
    if (given !== undefined) wanted.set(name, given);
  });
  wanted.set(outputs[0]!, outputName);
  // An input that nothing depends on is declared all the same.
  const declared = inputs.length > 0 ? model.inputs : [{ name: input, dtype, shape }];
  return { model: { ...model, inputs: declared }, names: wanted };
}
