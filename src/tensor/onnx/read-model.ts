import { type DType, dtypeNames, onnxCode } from "../dtype.ts";
import { fieldsOf, ProtobufError } from "./read-protobuf.ts";

/** What an `.onnx` file says of itself. */
export interface ModelFacts {
  readonly inputs: readonly ValueFacts[];
  readonly outputs: readonly ValueFacts[];
  /** The version of ONNX's own operators. */
  readonly opset: number | undefined;
  readonly metadata: ReadonlyMap<string, string>;
  readonly hasGraph: boolean;
  /** The name of a tensor whose numbers are in another file. */
  readonly external: string | undefined;
}

/** An input or output. */
export interface ValueFacts {
  readonly name: string;
  /** Undefined for what is no tensor, or has elements of a type that tensors here do not have. */
  readonly dtype: DType | undefined;
  /** Sizes; a text is a size that varies ("?" where it has no name). Undefined where the rank is not known. */
  readonly shape: readonly (number | string)[] | undefined;
}

/** Messages may stand in each other so deep; ONNX Runtime stops at 100. */
const deepest = 100;

/** More parts of one kind than any real model has would take memory far beyond the file's size. */
const most = 2 ** 20;

const utf8 = new TextDecoder();

// Which fields of which message hold messages that may lead to a tensor. Field numbers: onnx/onnx.proto.
const children = {
  Model: { 7: "Graph", 20: "Training", 25: "Function" },
  Training: { 1: "Graph", 2: "Graph" },
  Function: { 7: "Node", 11: "Attribute" },
  Graph: { 1: "Node", 5: "Tensor", 15: "Sparse" },
  Node: { 5: "Attribute" },
  Attribute: {
    5: "Tensor",
    6: "Graph",
    10: "Tensor",
    11: "Graph",
    22: "Sparse",
    23: "Sparse",
  },
  Sparse: { 1: "Tensor", 2: "Tensor" },
  Tensor: {},
} as const satisfies Record<string, Readonly<Record<number, string>>>;

type Kind = keyof typeof children;

/** Reads a file's facts; throws `ProtobufError` for bytes that are no such message. */
export function readModelFacts(bytes: Uint8Array): ModelFacts {
  const graphs = messages([bytes], 7);
  const constants = new Set(messages(graphs, 5).map((tensor) => text(tensor, 8)));
  const inputs = messages(graphs, 11).map(valueFacts);
  const entries = messages([bytes], 14);
  return {
    hasGraph: graphs.length > 0,
    inputs: inputs.filter(({ name }) => !constants.has(name)),
    outputs: messages(graphs, 12).map(valueFacts),
    opset: opsetOf(bytes),
    metadata: new Map(entries.map((entry) => [text(entry, 1), text(entry, 2)])),
    external: externalTensor(bytes, "Model", 0),
  };
}

function opsetOf(model: Uint8Array): number | undefined {
  const sets = messages([model], 8).filter((set) => ["", "ai.onnx"].includes(text(set, 1)));
  return sets.map((set) => whole([set], 2)).at(-1);
}

// Any mention of an outer place counts, also one that the field that comes last would take back.
function externalTensor(bytes: Uint8Array, kind: Kind, depth: number): string | undefined {
  if (depth > deepest) throw new ProtobufError(`messages deeper than ${deepest}`, 0);
  const below: Readonly<Record<number, Kind>> = children[kind];
  let name = "";
  let found = false;
  for (const { number, value } of fieldsOf(bytes)) {
    if (kind === "Tensor") {
      if (number === 8 && typeof value !== "number") name = utf8.decode(value);
      if (number === 13 || (number === 14 && value !== 0)) found = true;
      continue;
    }
    const next = below[number];
    if (next === undefined || typeof value === "number") continue;
    const external = externalTensor(value, next, depth + 1);
    if (external !== undefined) return external;
  }
  return found ? name || "(no name)" : undefined;
}

function valueFacts(value: Uint8Array): ValueFacts {
  const tensors = messages(messages([value], 2), 1);
  const code = whole(tensors, 1);
  const shapes = messages(tensors, 2);
  const shape = shapes.length === 0 ? undefined : messages(shapes, 1).map(sizeOf);
  const dtype = dtypeNames.find((known) => onnxCode(known) === code);
  return { name: text(value, 1), dtype, shape };
}

function sizeOf(dim: Uint8Array): number | string {
  const size = whole([dim], 1);
  if (size !== undefined && Number.isSafeInteger(size)) return size;
  return text(dim, 2) || "?";
}

// A message that comes in parts is their fields together.
function messages(parts: readonly Uint8Array[], wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const part of parts) {
    for (const { number, value } of fieldsOf(part)) {
      if (number !== wanted || typeof value === "number") continue;
      if (found.push(value) > most) throw new ProtobufError(`more than ${most} parts`, 0);
    }
  }
  return found;
}

function text(message: Uint8Array, number: number): string {
  return utf8.decode(messages([message], number).at(-1));
}

function whole(parts: readonly Uint8Array[], wanted: number): number | undefined {
  let last: number | undefined;
  for (const part of parts) {
    for (const { number, value } of fieldsOf(part))
      if (number === wanted && typeof value === "number") last = value;
  }
  return last;
}
