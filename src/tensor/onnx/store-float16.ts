import { onnxCode } from "../dtype.ts";
import { toFloat16 } from "./float16.ts";
import type { OnnxInitializer, OnnxModel, StoredModel } from "./model.ts";
import { StoredModelWriter } from "./stored-model.ts";

const LARGEST_HALF = 65504;

/**
 * The same model with its matrices and kernels stored as halves, and made floats again by a `Cast` that runtimes do
 * once, at loading: half the file, the speed of floats. Vectors (biases, statistics) stay, and so do constants with
 * numbers that no half can hold.
 */
export function storeFloat16(model: OnnxModel): StoredModel {
  const writer = new StoredModelWriter(model);
  for (const constant of model.initializers) {
    if (!fits(constant)) continue;
    const { name, shape } = constant;
    const data = toFloat16(constant.data as Float32Array);
    const half = writer.constant({ name: `${name}_float16`, dtype: "float16", shape, data });
    writer.add("Cast", [half], { name, output: name, to: onnxCode("float32") });
  }
  for (const node of model.nodes) writer.keep(node);
  return writer.finish();
}

function fits({ dtype, shape, data }: OnnxInitializer): boolean {
  if (dtype !== "float32" || shape.length < 2) return false;
  return (data as Float32Array).every((value) => Math.abs(value) <= LARGEST_HALF);
}
