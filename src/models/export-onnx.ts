import { type WriteFileOptions, writeFileAtomic } from "../io/write-file-atomic.ts";
import { enterEvalMode } from "../nn/eval-mode.ts";
import type { Module } from "../nn/index.ts";
import { type ExportGraphOptions, exportGraph } from "../tensor/export-graph.ts";
import { realize, Tensor } from "../tensor/index.ts";
import type { Node } from "../tensor/node.ts";
import { foldConstants } from "../tensor/onnx/fold-constants.ts";
import { encodeModel, type OnnxModel, OPSET, type StoredModel } from "../tensor/onnx/model.ts";
import { storeFloat16 } from "../tensor/onnx/store-float16.ts";
import { storeInt8 } from "../tensor/onnx/store-int8.ts";
import { checkChoice, checkInteger } from "../util/check.ts";
import { expected, VisionError } from "../util/errors.ts";

/** How the weights of an ONNX file are stored. */
export type Precision = keyof typeof storedAs;

const storedAs = {
  float32: (model: OnnxModel): StoredModel => model,
  float16: storeFloat16,
  int8: (model: OnnxModel): StoredModel => storeInt8(foldConstants(model)),
} as const;

/** All ways to store weights. */
export const precisions = Object.keys(storedAs) as readonly Precision[];

/** Options of `exportOnnx`. */
export interface ExportOnnxOptions {
  /**
   * Leave the first size of the input open. Default: where the graph allows it, with a hint where it does not; `true`
   * refuses such models, `false` fixes the example's size.
   */
  readonly dynamicBatch?: boolean;
  /** The version of ONNX's operators, 15 to 17. Default 17. */
  readonly opset?: number;
  /**
   * How weights are stored. Default "float32". "float16": as halves, which become floats at loading: half the file,
   * the same speed. "int8": as bytes, a scale for each output channel, a quarter of the file; linear layers are then
   * computed in bytes with inputs quantised as they come, convolutions in floats. Both change the outputs a little.
   */
  readonly precision?: Precision;
  /** Notes in the file, each as JSON under its name: class names, preprocessing, ... Default none. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Default "input". */
  readonly inputName?: string;
  /** Default "output". */
  readonly outputName?: string;
}

/** Options of `saveOnnx`. */
export interface SaveOnnxOptions extends ExportOnnxOptions, Pick<WriteFileOptions, "overwrite"> {}

// Protobuf counts bytes with 31 bits.
const largestFile = 2 ** 31 - 1;

/** Operators whose form here is newer than the oldest version that can be asked for. */
const newerOperators: Readonly<Record<string, number>> = {
  ScatterElements: 16,
  ScatterND: 16,
  LayerNormalization: 17,
};

const oldestOpset = 15;

/**
 * Writes what a model computes in evaluation mode as an ONNX file with ONNX's own operators, weights inside under
 * their parameters' names. The example tells shape and dtype of the input; nothing is computed, and the model stays as
 * it is. Throws `INVALID_ARGUMENT` for models that do not map one tensor to one, and `TOO_LARGE` beyond 2 GB.
 * `torch.onnx.export`.
 * @example const bytes = await exportOnnx(new nn.Linear(4, 2), zeros([1, 4]), { metadata: { classes: ["no", "yes"] } });
 */
export async function exportOnnx(
  model: Module,
  exampleInput: Tensor,
  options: ExportOnnxOptions = {},
): Promise<Uint8Array> {
  const {
    dynamicBatch = "try",
    opset = OPSET,
    inputName = "input",
    outputName = "output",
    precision = "float32",
  } = options;
  const metadata = notesOf(options.metadata ?? {});
  if (!(exampleInput instanceof Tensor))
    throw expected("exportOnnx", "a tensor as example", exampleInput, "pass zeros([1, ...])");
  checkChoice("exportOnnx", "precision", precision, precisions);
  checkInteger("exportOnnx", "opset", opset, { low: oldestOpset, high: OPSET });
  if (inputName === outputName || inputName === "" || outputName === "") {
    const got = { inputName, outputName };
    throw expected("exportOnnx", "two names for input and output", got, "name them differently");
  }
  const state = new Map([...model.namedBuffers(), ...model.namedParameters()]);
  await realize(...state.values());
  const names = parameterNames(state, [inputName, outputName]);
  const settings: ExportGraphOptions = { dynamicBatch, inputName, outputName, names };
  const leave = enterEvalMode(model);
  let exported: ReturnType<typeof exportGraph>;
  try {
    exported = exportGraph((x) => model.forward(x), exampleInput, settings);
  } finally {
    leave();
  }
  hintAtFixedBatch(exported.fixedBecause);
  checkOperators(exported.model, opset);
  const stored = storedAs[precision](exported.model);
  checkSize(sizeOf(stored));
  const bytes = encodeModel(stored, { opset, metadata, standard: true });
  checkSize(bytes.length);
  return bytes;
}

/**
 * Writes `exportOnnx`'s bytes to a file, whole or not at all. Throws what `exportOnnx` and `writeFileAtomic` throw.
 * @example await saveOnnx("net.onnx", net, zeros([1, 3, 224, 224]), { metadata: { classes } });
 */
export async function saveOnnx(
  path: string,
  model: Module,
  exampleInput: Tensor,
  { overwrite = true, ...options }: SaveOnnxOptions = {},
): Promise<void> {
  await writeFileAtomic(path, await exportOnnx(model, exampleInput, options), { overwrite });
}

// A parameter that is shared has its first name.
function parameterNames(
  state: ReadonlyMap<string, Tensor>,
  taken: readonly string[],
): Map<Node, string> {
  const names = new Map<Node, string>();
  for (const [name, { node }] of state) {
    if (taken.includes(name)) {
      const hint = "pass another inputName or outputName";
      throw expected("exportOnnx", "names that no parameter has", name, hint);
    }
    if (!names.has(node)) names.set(node, name);
  }
  return names;
}

function notesOf(metadata: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(metadata).map(([key, value]) => {
    const text = jsonOf(value);
    if (text !== undefined) return [key, text];
    throw expected(
      "exportOnnx",
      `metadata that JSON can hold (${key})`,
      value,
      "make it plain data",
    );
  });
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // a cycle, or a bigint
  }
}

function hintAtFixedBatch(reason: string | undefined): void {
  if (reason === undefined) return;
  const warning = `exportOnnx fixed the batch size of the model: ${reason}; pass dynamicBatch: false if that is meant`;
  process.emitWarning(warning, { type: "TsvisionHint", code: "TSVISION_FIXED_BATCH" });
}

function checkOperators({ nodes }: OnnxModel, opset: number): void {
  for (const { opType, domain } of nodes) {
    if (domain !== "") {
      const hint = "this is a defect of tsvision: report it";
      throw expected("exportOnnx", "operators of ONNX alone", `${domain}.${opType}`, hint);
    }
    const oldest = newerOperators[opType] ?? oldestOpset;
    if (oldest <= opset) continue;
    const what = `opset ${oldest} or newer, for ${opType}`;
    throw expected("exportOnnx", what, opset, "leave opset out");
  }
}

function sizeOf({ initializers }: StoredModel): number {
  return initializers.reduce((sum, { data }) => sum + data.byteLength, 0);
}

function checkSize(bytes: number): void {
  if (bytes <= largestFile) return;
  throw new VisionError({
    code: "TOO_LARGE",
    who: "exportOnnx",
    expected: `at most ${largestFile} bytes, as an ONNX file may have`,
    got: bytes,
    hint: "save the weights with saveModel instead, or make the model smaller",
  });
}
