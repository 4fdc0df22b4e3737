import { VisionError } from "../../util/errors.ts";
import { type DType, dtypeNames, type TensorData } from "../dtype.ts";
import type { TensorType } from "../op.ts";
import type { InferenceSession, Ort, OrtTensor } from "./load-onnxruntime.ts";
import type { LoadedModel, NamedTensor } from "./runtime.ts";

/** Opens the bytes of an `.onnx` file. Throws (code INVALID_FILE) for what ONNX Runtime cannot load. */
export async function loadModel(
  ort: Ort,
  bytes: Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<LoadedModel> {
  const session = await ort.InferenceSession.create(bytes, options).catch((cause: unknown) => {
    const hint = "check the file with ONNX's own checker, or export it anew";
    throw failure("INVALID_FILE", "a model that ONNX Runtime loads", cause, hint);
  });
  return {
    run: async (inputs) => {
      const feeds = inputs.map((input) => [input.name, wrap(ort, input.data, input)] as const);
      const results = await session.run(Object.fromEntries(feeds)).catch((cause: unknown) => {
        const hint = "pass inputs of the shapes that the model was exported for";
        throw failure("ENGINE", "inputs that the model can compute with", cause, hint);
      });
      return session.outputNames.map((name) => namedTensor(name, results[name]!));
    },
    close: () => session.release(),
  };
}

/** The binding's tensor over numbers. */
export function wrap(ort: Ort, data: TensorData, { dtype, shape }: TensorType): OrtTensor {
  // The binding's constructor is typed one overload an element type.
  const Tensor = ort.Tensor as unknown as new (
    type: string,
    data: TensorData,
    dims: readonly number[],
  ) => OrtTensor;
  return new Tensor(dtype, data, shape);
}

function namedTensor(name: string, { type, dims, data }: OrtTensor): NamedTensor {
  const dtype = dtypeNames.find((known): known is DType => known === type);
  if (dtype !== undefined) return { name, dtype, shape: [...dims], data: data as TensorData };
  const what = `an output of ${dtypeNames.join(", ")}`;
  throw failure("UNSUPPORTED_FORMAT", what, `${name}: ${type}`, "export it with another type");
}

function failure(
  code: "ENGINE" | "INVALID_FILE" | "UNSUPPORTED_FORMAT",
  what: string,
  cause: unknown,
  hint: string,
): VisionError {
  const got = cause instanceof Error ? cause.message : String(cause);
  return new VisionError({ code, who: "loadOnnx", expected: what, got, hint, cause });
}
