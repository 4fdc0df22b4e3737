import { openRegularFile } from "../io/open-regular-file.ts";
import { newRuntime } from "../tensor/default-engine.ts";
import { type ModelFacts, readModelFacts, type ValueFacts } from "../tensor/onnx/read-model.ts";
import { ProtobufError } from "../tensor/onnx/read-protobuf.ts";
import type { LoadedModel, Runtime } from "../tensor/runtime/runtime.ts";
import { type ErrorCode, VisionError } from "../util/errors.ts";
import { type OnnxInfo, OnnxPredictor } from "./onnx-predictor.ts";
import { readWhole } from "./read-whole.ts";

/** Protobuf counts bytes with 31 bits. */
const largestFile = 2 ** 31 - 1;

/**
 * Opens an ONNX model, from a path or its bytes, to compute with it on the device that is chosen now. A file that
 * points to other files for its numbers is refused: what is loaded is in these bytes, and nothing else is read.
 * Throws `NOT_FOUND`, `INVALID_FILE`, `UNSUPPORTED_FORMAT`, `TOO_LARGE`, and `ENGINE` where there is no engine.
 * @example
 * const predictor = await loadOnnx("net.onnx");
 * const logits = await predictor.predict(zeros([1, 3, 224, 224]));
 */
export async function loadOnnx(source: string | Uint8Array): Promise<OnnxPredictor> {
  if (typeof source !== "string" && !(source instanceof Uint8Array))
    throw refuse("INVALID_ARGUMENT", undefined, "a path, or a file's bytes", source);
  const file = typeof source === "string" ? source : undefined;
  const bytes = typeof source === "string" ? await readFile(source) : source;
  const { inputs, outputs, metadata } = checked(bytes, file);
  const owner = newRuntime();
  try {
    const model = await owner.use(async () => openWith(await owner.open(), bytes));
    return new OnnxPredictor({ inputs, outputs, metadata, owner, model });
  } catch (cause) {
    await owner.close();
    if (!(cause instanceof VisionError) || file === undefined) throw cause;
    const { code, who, expected, got, hint } = cause;
    throw new VisionError({ code, who, expected, got, hint, file, cause });
  }
}

function openWith({ name, load }: Runtime, bytes: Uint8Array): Promise<LoadedModel> {
  if (load !== undefined) return load(bytes);
  const hint = "choose a device of ONNX Runtime with setDevice";
  throw refuse("ENGINE", undefined, "an engine that opens ONNX files", name, hint);
}

async function readFile(path: string): Promise<Uint8Array> {
  const handle = await openRegularFile("loadOnnx", path);
  try {
    const { size } = await handle.stat();
    if (size > largestFile) throw refuse("TOO_LARGE", path, `at most ${largestFile} bytes`, size);
    return await readWhole(handle, (expected, got) => refuse("INVALID_FILE", path, expected, got));
  } finally {
    await handle.close();
  }
}

function checked(bytes: Uint8Array, file: string | undefined) {
  const { external, hasGraph, inputs, outputs, metadata } = factsOf(bytes, file);
  if (!hasGraph) throw refuse("INVALID_FILE", file, "an ONNX model with a graph", "none");
  if (external !== undefined) {
    const hint = "save the model as one file, with its numbers inside";
    const what = "a model whose numbers are all inside the file";
    throw refuse("UNSUPPORTED_FORMAT", file, what, `external data for ${external}`, hint);
  }
  const info = (value: ValueFacts) => infoOf(value, file);
  return { inputs: inputs.map(info), outputs: outputs.map(info), metadata: parsed(metadata) };
}

function factsOf(bytes: Uint8Array, file: string | undefined): ModelFacts {
  // ONNX Runtime knows a second format by these letters, which may point to other files as well.
  const isOrt = [..."ORTM"].every((letter, i) => bytes[4 + i] === letter.charCodeAt(0));
  if (isOrt) throw refuse("UNSUPPORTED_FORMAT", file, "an .onnx file", "an .ort file");
  try {
    return readModelFacts(bytes);
  } catch (cause) {
    if (!(cause instanceof ProtobufError)) throw cause;
    throw refuse("INVALID_FILE", file, "an ONNX model, a protobuf message", cause.message);
  }
}

function infoOf({ name, dtype, shape }: ValueFacts, file: string | undefined): OnnxInfo {
  if (dtype !== undefined) return { name, dtype, shape };
  const what = "inputs and outputs that are tensors of a known element type";
  throw refuse("UNSUPPORTED_FORMAT", file, what, name, "export it with float32 or int64");
}

// Other programs write plain text.
function parsed(metadata: ReadonlyMap<string, string>): Map<string, unknown> {
  const jsonOrText = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  return new Map([...metadata].map(([key, text]) => [key, jsonOrText(text)]));
}

function refuse(
  code: ErrorCode,
  file: string | undefined,
  expected: string,
  got: unknown,
  hint = "pass a file that exportOnnx or torch.onnx.export wrote",
): VisionError {
  const place = file === undefined ? {} : { file };
  return new VisionError({ code, who: "loadOnnx", expected, got, hint, ...place });
}
