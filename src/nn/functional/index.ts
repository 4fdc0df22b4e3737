export {
  elu,
  type GeluApproximation,
  gelu,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyRelu,
  logSoftmax,
  logsigmoid,
  mish,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
} from "./activation.ts";
export { adaptiveAvgPool2d, adaptiveMaxPool2d, type OutputSize } from "./adaptive-pooling.ts";
export { bilinear } from "./bilinear.ts";
export {
  type CrossEntropySettings,
  crossEntropy,
  type NLLSettings,
  nllLoss,
} from "./class-loss.ts";
export {
  type Conv1dSettings,
  type Conv2dSettings,
  type Conv3dSettings,
  type ConvTranspose2dSettings,
  conv1d,
  conv2d,
  conv3d,
  convTranspose2d,
} from "./convolution.ts";
export {
  type CosineEmbeddingSettings,
  cosineEmbeddingLoss,
  type TripletMarginSettings,
  tripletMarginLoss,
} from "./distance-loss.ts";
export {
  dropout,
  dropout2d,
  type StochasticDepthMode,
  stochasticDepth,
} from "./dropout.ts";
export { linear } from "./linear.ts";
export {
  type BinaryLogitsSettings,
  type BinarySettings,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type HuberSettings,
  huberLoss,
  type KLDivSettings,
  klDiv,
  l1Loss,
  mseLoss,
  type SmoothL1Settings,
  smoothL1Loss,
} from "./loss.ts";
export {
  type BatchNormSettings,
  batchNorm,
  groupNorm,
  type InstanceNormSettings,
  instanceNorm,
  layerNorm,
  localResponseNorm,
} from "./normalization.ts";
export type { PaddingMode } from "./padding-modes.ts";
export type { Pair, Single, Triple } from "./pair.ts";
export {
  type AvgPool2dSettings,
  avgPool2d,
  type MaxPool1dSettings,
  type MaxPool2dSettings,
  maxPool1d,
  maxPool2d,
} from "./pooling.ts";
export type { LossSettings, Reduction } from "./reduction.ts";
export { type InterpolateSettings, interpolate, pixelShuffle } from "./vision.ts";
