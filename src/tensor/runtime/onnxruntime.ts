import type { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import { VisionError } from "../../util/errors.ts";
import type { TensorData } from "../dtype.ts";
import type { Lowered } from "../lower.ts";
import type { Value } from "../node.ts";
import { encodeModel, type OnnxValueInfo } from "../onnx/model.ts";
import { type Shape, sameShape } from "../shape.ts";
import type { Program, Runtime, ValueType } from "./runtime.ts";

/** Bytes up to which results are copied out of native memory. */
const SMALL = 256;

type Ort = typeof import("onnxruntime-node");

/** How the engine uses the machine. */
export interface OnnxRuntimeOptions {
  /** Threads that one operation may use; 0 lets the engine choose (one a core). */
  readonly threads: number;
}

/** Loads ONNX Runtime; the one place that imports it. Throws (code ENGINE) where it is not installed. */
export async function openOnnxRuntime({ threads }: OnnxRuntimeOptions): Promise<Runtime> {
  const ort = await load();
  return {
    name: `onnxruntime ${ort.env.versions.node ?? ""}`.trim(),
    compile: (lowered) => compile(ort, lowered, threads),
  };
}

async function load(): Promise<Ort> {
  try {
    return await import("onnxruntime-node");
  } catch (cause) {
    const { platform, arch, version } = process;
    throw new VisionError({
      code: "ENGINE",
      who: "tensor engine",
      expected: "the package onnxruntime-node and its binary for this platform",
      got: `${cause instanceof Error ? cause.message.split("\n")[0] : cause} (${platform} ${arch}, Node ${version})`,
      hint: "run `npm install --ignore-scripts onnxruntime-node`; transforms, loaders and io work without it",
      cause,
    });
  }
}

async function compile(
  ort: Ort,
  { model, inputs, outputs }: Lowered,
  threads: number,
): Promise<Program> {
  const options = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  } as const;
  const creation = ort.InferenceSession.create(encodeModel(model), options);
  const session = await creation.catch((cause) => {
    throw engineFailure("a graph that ONNX Runtime compiles", cause);
  });
  return {
    run: async (values, types) => {
      const results = await run(ort, session, inputs, values, types);
      return outputs.map((name, i) => resultOf(results[name]!, model.outputs[i]!));
    },
    close: () => session.release(),
  };
}

async function run(
  ort: Ort,
  session: InferenceSession,
  names: readonly string[],
  values: readonly Value[],
  types: readonly ValueType[],
): Promise<InferenceSession.OnnxValueMapType> {
  const feeds: Record<string, OrtTensor> = {};
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    value.native ??= wrap(ort, value.data, types[i]!);
    feeds[names[i]!] = value.native as OrtTensor;
  }
  return session.run(feeds).catch((cause) => {
    throw engineFailure("a graph that ONNX Runtime runs", cause);
  });
}

// What was declared is what users see as shape and dtype, so the numbers must be of just that kind.
function resultOf(native: OrtTensor, { shape, dtype }: OnnxValueInfo): Value {
  if (native.type !== dtype || !sameShape(native.dims, shape as Shape)) {
    const got = `${native.type} ${JSON.stringify(native.dims)}`;
    throw engineFailure(`a result ${dtype} ${JSON.stringify(shape)}, as declared`, new Error(got));
  }
  const data = native.data as TensorData;
  // A copy of a few numbers is smaller than the native object that would live as long as they do.
  return data.byteLength <= SMALL ? { data: data.slice() } : { data, native };
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

function wrap(ort: Ort, data: TensorData, { dtype, shape }: ValueType): OrtTensor {
  // The one cast of this file: the binding's constructor is typed one overload an element type.
  const Tensor = ort.Tensor as unknown as new (
    type: string,
    data: TensorData,
    dims: readonly number[],
  ) => OrtTensor;
  return new Tensor(dtype, data, shape);
}
