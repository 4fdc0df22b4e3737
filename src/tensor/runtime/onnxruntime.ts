import { VisionError } from "../../util/errors.ts";
import type { TensorData } from "../dtype.ts";
import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";
import { encodeModel } from "../onnx/model.ts";
import type { TensorType } from "../op.ts";
import { type Shape, sameShape } from "../shape.ts";
import { findChannelBlock } from "./channel-block.ts";
import { loadModel, wrap } from "./load-model.ts";
import {
  type InferenceSession,
  type LoadedOrt,
  loadOnnxRuntime,
  type Ort,
  type OrtPackages,
  type OrtTensor,
} from "./load-onnxruntime.ts";
import type { Device, Program, Runtime, RuntimeOptions } from "./runtime.ts";

/** Bytes up to which results are copied out of native memory. */
const SMALL = 256;

/** Opens ONNX Runtime. Throws (code ENGINE) where it is not installed. */
export async function openOnnxRuntime(
  options: RuntimeOptions,
  packages?: OrtPackages,
): Promise<Runtime> {
  const loaded = await loadOnnxRuntime(packages);
  const { ort, kind } = loaded;
  const version = kind === "node" ? ort.env.versions.node : ort.env.versions.web;
  return {
    name: `onnxruntime${kind === "web" ? "-web" : ""} ${version ?? ""}`.trim(),
    compile: (lowered) => compile(loaded, lowered, options),
    channelBlock: async () => {
      const blocks = kind === "node" && options.device === "cpu";
      return blocks ? findChannelBlock((lowered) => compile(loaded, lowered, options)) : 1;
    },
    load: (bytes) => loadModel(ort, bytes, sessionOptions(kind, options)),
    close: async () => {},
  };
}

async function compile(
  { ort, kind }: LoadedOrt,
  { model, inputs, outputs }: Lowered,
  options: RuntimeOptions,
): Promise<Program> {
  const creation = ort.InferenceSession.create(encodeModel(model), sessionOptions(kind, options));
  const session = await creation.catch((cause) => {
    throw engineFailure(`a graph that ONNX Runtime compiles for ${options.device}`, cause);
  });
  const declared = model.outputs.map(({ dtype, shape }) => ({ dtype, shape: shape as Shape }));
  return {
    run: async (values, types, shapes = declared) => {
      const results = await run(ort, session, inputs, values, types);
      return outputs.map((name, i) => resultOf(results[name]!, shapes[i]!));
    },
    close: () => session.release(),
  };
}

function sessionOptions(kind: LoadedOrt["kind"], { threads, device }: RuntimeOptions) {
  return {
    executionProviders: [providerOf(kind, device)],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // Threads that wait by turning take the processor from data workers and other programs (ADR 15).
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  } as const;
}

function providerOf(kind: LoadedOrt["kind"], device: Device): string {
  return kind === "web" && device === "cpu" ? "wasm" : device;
}

async function run(
  ort: Ort,
  session: InferenceSession,
  names: readonly string[],
  values: readonly Value[],
  types: readonly TensorType[],
): Promise<InferenceSession.OnnxValueMapType> {
  const feeds: Record<string, OrtTensor> = {};
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    value.native ??= wrap(ort, value.data, types[i]!);
    feeds[names[i]!] = value.native as OrtTensor;
  }
  return session.run(feeds).catch((cause) => {
    throw runFailure(cause);
  });
}

// What was declared is what users see as shape and dtype, so the numbers must be of just that kind.
function resultOf(native: OrtTensor, { shape, dtype }: TensorType): Value {
  if (native.type !== dtype || !sameShape(native.dims, shape)) {
    const got = `${native.type} ${JSON.stringify(native.dims)}`;
    throw engineFailure(`a result ${dtype} ${JSON.stringify(shape)}, as declared`, new Error(got));
  }
  const data = native.data as TensorData;
  // A copy of a few numbers is smaller than the native object that would live as long as they do.
  return data.byteLength <= SMALL ? { data: data.slice() } : { data, native };
}

// What ONNX Runtime's operators say of computed indices that nobody could check before.
const OUTSIDE = /out of data bounds(, idx=.*)?|Out of range value in index|invalid indice found.*/;

function runFailure(cause: unknown): VisionError {
  const said = OUTSIDE.exec(String(cause));
  if (said === null) return engineFailure("a graph that ONNX Runtime runs", cause);
  return new VisionError({
    who: "tensor engine",
    expected: "indices inside of the dimension that they choose from",
    got: said[0],
    hint: "check the computed indices, labels or tokens, or the tensor's size",
    cause,
  });
}

function engineFailure(what: string, cause: unknown): VisionError {
  const got = cause instanceof Error ? cause.message : String(cause);
  const hint = "set TSVISION_DEBUG=2 to see the graph; this is likely a defect of tsvision";
  return new VisionError({
    code: "ENGINE",
    who: "tensor engine",
    expected: what,
    got,
    hint,
    cause,
  });
}
