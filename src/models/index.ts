export type { PretrainedOptions } from "./build-pretrained.ts";
export { type Builder, type BuilderOptions, get } from "./builders.ts";
export {
  type ExportOnnxOptions,
  exportOnnx,
  type Precision,
  type SaveOnnxOptions,
  saveOnnx,
} from "./export-onnx.ts";
export {
  FeatureExtractor,
  type FeatureNodes,
  type Features,
  featureExtractor,
} from "./feature-extractor.ts";
export {
  type InterpolateEmbeddingsOptions,
  interpolateEmbeddings,
} from "./interpolate-embeddings.ts";
export { type ListOptions, list } from "./list.ts";
export { load, readStateDict } from "./load.ts";
export { loadOnnx } from "./load-onnx.ts";
export {
  type LoadModelOptions,
  loadModel,
  type ModelBuilder,
  type SaveModelOptions,
  saveModel,
} from "./model-file.ts";
export * from "./named-builders.ts";
export { type OnnxInfo, OnnxPredictor, type OnnxPredictorParts } from "./onnx-predictor.ts";
export type { Savable } from "./pickle-writer.ts";
export { type PthFile, type PthValue, parsePth, readPth } from "./pth.ts";
export { encodePth } from "./pth-writer.ts";
export { buildModel, type ModelEntry, type ModelName, type ModelSpec, models } from "./registry.ts";
export {
  encodeSafetensors,
  parseSafetensors,
  readSafetensors,
  type SafetensorsFile,
  writeSafetensors,
} from "./safetensors.ts";
export { save } from "./save.ts";
export { SimpleCnn, type SimpleCnnOptions } from "./simple-cnn.ts";
export { Weights, weights } from "./weights.ts";
export { type WeightsFileOptions, weightsFile } from "./weights-file.ts";
