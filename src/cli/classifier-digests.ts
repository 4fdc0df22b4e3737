import { createHash } from "node:crypto";
import { realize } from "../tensor/index.ts";
import type { Classifier } from "../train/index.ts";

/** What two classifiers have in common if they give the same answers. */
export interface ClassifierDigests {
  /** SHA-256 of model, class names, and every parameter's name, shape and bytes. */
  readonly modelSha256: string;
  /** SHA-256 of how pictures are decoded and prepared. */
  readonly pipelineSha256: string;
}

/** Digests of a classifier; they do not depend on the file that it came from. */
export async function digestClassifier(classifier: Classifier): Promise<ClassifierDigests> {
  const { spec, classes, mode, transform, model } = classifier;
  const hash = createHash("sha256").update(JSON.stringify([spec, classes]));
  const state = model.stateDict();
  await realize(...state.values());
  for (const [name, tensor] of state) {
    const { buffer, byteOffset, byteLength } = tensor.hostData() as Float32Array;
    hash.update(JSON.stringify([name, tensor.dtype, tensor.shape]));
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  const pipeline = JSON.stringify([mode, transform.toJSON()]);
  return {
    modelSha256: hash.digest("hex"),
    pipelineSha256: createHash("sha256").update(pipeline).digest("hex"),
  };
}
