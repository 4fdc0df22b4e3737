export type { PretrainedOptions } from "./build-pretrained.ts";
export {
  alexnet,
  type Builder,
  type BuilderOptions,
  convnext_base,
  convnext_large,
  convnext_small,
  convnext_tiny,
  densenet121,
  densenet161,
  densenet169,
  densenet201,
  efficientnet_b0,
  efficientnet_b1,
  efficientnet_b2,
  efficientnet_b3,
  efficientnet_b4,
  efficientnet_b5,
  efficientnet_b6,
  efficientnet_b7,
  efficientnet_v2_l,
  efficientnet_v2_m,
  efficientnet_v2_s,
  get,
  googlenet,
  inception_v3,
  maxvit_t,
  mnasnet0_5,
  mnasnet0_75,
  mnasnet1_0,
  mnasnet1_3,
  mobilenet_v2,
  mobilenet_v3_large,
  mobilenet_v3_small,
  regnet_x_1_6gf,
  regnet_x_3_2gf,
  regnet_x_8gf,
  regnet_x_16gf,
  regnet_x_32gf,
  regnet_x_400mf,
  regnet_x_800mf,
  regnet_y_1_6gf,
  regnet_y_3_2gf,
  regnet_y_8gf,
  regnet_y_16gf,
  regnet_y_32gf,
  regnet_y_128gf,
  regnet_y_400mf,
  regnet_y_800mf,
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnext50_32x4d,
  resnext101_32x8d,
  resnext101_64x4d,
  shufflenet_v2_x0_5,
  shufflenet_v2_x1_0,
  shufflenet_v2_x1_5,
  shufflenet_v2_x2_0,
  simpleCnn,
  squeezenet1_0,
  squeezenet1_1,
  swin_b,
  swin_s,
  swin_t,
  swin_v2_b,
  swin_v2_s,
  swin_v2_t,
  vgg11,
  vgg11_bn,
  vgg13,
  vgg13_bn,
  vgg16,
  vgg16_bn,
  vgg19,
  vgg19_bn,
  vit_b_16,
  vit_b_32,
  vit_h_14,
  vit_l_16,
  vit_l_32,
  wide_resnet50_2,
  wide_resnet101_2,
} from "./builders.ts";
export {
  type ExportOnnxOptions,
  exportOnnx,
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
