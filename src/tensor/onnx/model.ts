import { type DType, onnxCode, type TensorData } from "../dtype.ts";
import type { Shape } from "../shape.ts";
import { MessageWriter } from "./protobuf.ts";

/**
 * ONNX models as plain data, and their encoding.
 * Field numbers: onnx/onnx.proto of the ONNX project, IR version 8.
 */

/** An attribute's value: whole numbers and floats are told apart by the wrapper. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly string: string };

/** One operator call. */
export interface OnnxNode {
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
  /** "" is ONNX itself, "com.microsoft" ONNX Runtime's own operators. */
  readonly domain: string;
}

/** A named input or output with its type. A string in the shape is a size that varies. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | string)[];
}

/** A constant. */
export interface OnnxInitializer {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data: TensorData;
}

/** A constant as files may hold it: also as halves (by their bits) and bytes with a sign, which no tensor has here. */
export interface StoredInitializer extends Omit<OnnxInitializer, "dtype" | "data"> {
  readonly dtype: DType | "float16" | "int8";
  readonly data: TensorData | Uint16Array | Int8Array;
}

/** A whole model. */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  readonly initializers: readonly OnnxInitializer[];
}

/** A model as files may hold it. */
export interface StoredModel extends Omit<OnnxModel, "initializers"> {
  readonly initializers: readonly StoredInitializer[];
}

/** The numbers of all element types in ONNX files, those of tensors and those of stored constants. */
export function storedCode(dtype: StoredInitializer["dtype"]): number {
  if (dtype === "float16") return 10;
  return dtype === "int8" ? 3 : onnxCode(dtype);
}

/** The operator set that the graphs are written in: the newest that Debian 12's checker knows. */
export const OPSET = 17;
const IR_VERSION = 8;

/** What a file says beside its graph. */
export interface EncodeModelOptions {
  /** The version of ONNX's operators. Default `OPSET`. */
  readonly opset?: number;
  /** Whether the graph uses no operators but ONNX's. Default false: it may use ONNX Runtime's. */
  readonly standard?: boolean;
  /** Notes for whoever opens the file. Default none. */
  readonly metadata?: readonly (readonly [key: string, value: string])[];
}

/** The bytes of a `.onnx` file. */
export function encodeModel(
  model: StoredModel,
  { opset = OPSET, standard = false, metadata = [] }: EncodeModelOptions = {},
): Uint8Array {
  const own = standard ? [] : ["com.microsoft", ...model.nodes.map(({ domain }) => domain)];
  const domains = new Set(own.filter((domain) => domain !== ""));
  const operators = [["", opset] as const, ...[...domains].map((domain) => [domain, 1] as const)];
  return new MessageWriter()
    .int(1, IR_VERSION)
    .string(2, "tsvision")
    .message(7, graphMessage(model))
    .messages(8, operators, ([domain, version]) =>
      new MessageWriter().string(1, domain).int(2, version),
    )
    .messages(14, metadata, ([key, value]) => new MessageWriter().string(1, key).string(2, value))
    .finish();
}

function graphMessage({ nodes, inputs, outputs, initializers }: StoredModel): MessageWriter {
  return new MessageWriter()
    .messages(1, nodes, nodeMessage)
    .string(2, "graph")
    .messages(5, initializers, tensorMessage)
    .messages(11, inputs, valueInfoMessage)
    .messages(12, outputs, valueInfoMessage);
}

function nodeMessage({ opType, inputs, outputs, attributes, domain }: OnnxNode): MessageWriter {
  const message = new MessageWriter();
  for (const name of inputs) message.string(1, name);
  for (const name of outputs) message.string(2, name);
  message.string(4, opType).messages(5, Object.entries(attributes), attributeMessage);
  return domain === "" ? message : message.string(7, domain);
}

const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

function attributeMessage([name, value]: readonly [string, OnnxAttribute]): MessageWriter {
  const message = new MessageWriter().string(1, name);
  if ("float" in value) return message.float(2, value.float).int(20, attributeTypes.float);
  if ("int" in value) return message.int(3, value.int).int(20, attributeTypes.int);
  if ("string" in value) return message.string(4, value.string).int(20, attributeTypes.string);
  for (const item of value.ints) message.int(8, item);
  return message.int(20, attributeTypes.ints);
}

function tensorMessage({ name, dtype, shape, data }: StoredInitializer): MessageWriter {
  const message = new MessageWriter();
  for (const length of shape) message.int(1, length);
  return message
    .int(2, storedCode(dtype))
    .string(8, name)
    .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function valueInfoMessage({ name, dtype, shape }: OnnxValueInfo): MessageWriter {
  const dimensions = new MessageWriter().messages(1, shape, (length) =>
    typeof length === "string"
      ? new MessageWriter().string(2, length)
      : new MessageWriter().int(1, length),
  );
  const tensorType = new MessageWriter().int(1, onnxCode(dtype)).message(2, dimensions);
  return new MessageWriter().string(1, name).message(2, new MessageWriter().message(1, tensorType));
}
