export type {
  AvgPool2dSettings,
  Conv1dSettings,
  Conv2dSettings,
  Conv3dSettings,
  ConvTranspose2dSettings,
  InterpolateSettings,
  MaxPool1dSettings,
  MaxPool2dSettings,
  OutputSize,
  PaddingMode,
  Pair,
  Single,
  Triple,
} from "./functional/index.ts";
export * as functional from "./functional/index.ts";
export type { Reduction } from "./functional/reduction.ts";
export type { ForwardHook, ForwardPreHook, HookHandle } from "./hooks.ts";
export * as init from "./init.ts";
export { defaultBias, defaultWeight, fans } from "./init.ts";
export { AdaptiveAvgPool2d } from "./layers/adaptive-avg-pool2d.ts";
export { AdaptiveMaxPool2d } from "./layers/adaptive-max-pool2d.ts";
export { AvgPool2d } from "./layers/avg-pool2d.ts";
export type { BatchNormOptions } from "./layers/batch-norm.ts";
export { BatchNorm1d } from "./layers/batch-norm1d.ts";
export { BatchNorm2d } from "./layers/batch-norm2d.ts";
export { Bilinear } from "./layers/bilinear.ts";
export { ConvTranspose2d, type ConvTranspose2dOptions } from "./layers/conv-transpose2d.ts";
export { Conv1d, type Conv1dOptions } from "./layers/conv1d.ts";
export { Conv2d, type Conv2dOptions } from "./layers/conv2d.ts";
export { Conv3d, type Conv3dOptions } from "./layers/conv3d.ts";
export { Dropout } from "./layers/dropout.ts";
export { Dropout2d } from "./layers/dropout2d.ts";
export { ELU } from "./layers/elu.ts";
export { Embedding, type EmbeddingOptions } from "./layers/embedding.ts";
export { Flatten } from "./layers/flatten.ts";
export { GELU } from "./layers/gelu.ts";
export { GroupNorm, type GroupNormOptions } from "./layers/group-norm.ts";
export { GRU } from "./layers/gru.ts";
export { GRUCell } from "./layers/gru-cell.ts";
export { Hardsigmoid } from "./layers/hardsigmoid.ts";
export { Hardswish } from "./layers/hardswish.ts";
export { Hardtanh } from "./layers/hardtanh.ts";
export { Identity } from "./layers/identity.ts";
export { InstanceNorm2d, type InstanceNormOptions } from "./layers/instance-norm2d.ts";
export { LayerNorm, type LayerNormOptions } from "./layers/layer-norm.ts";
export { LeakyReLU } from "./layers/leaky-relu.ts";
export { Linear } from "./layers/linear.ts";
export { LocalResponseNorm, type LocalResponseNormOptions } from "./layers/local-response-norm.ts";
export { LogSigmoid } from "./layers/log-sigmoid.ts";
export { LogSoftmax } from "./layers/log-softmax.ts";
export { LSTM, type LSTMState } from "./layers/lstm.ts";
export { LSTMCell } from "./layers/lstm-cell.ts";
export { MaxPool1d } from "./layers/max-pool1d.ts";
export { MaxPool2d } from "./layers/max-pool2d.ts";
export { Mish } from "./layers/mish.ts";
export { ModuleDict } from "./layers/module-dict.ts";
export { ModuleList } from "./layers/module-list.ts";
export {
  type AttentionOptions,
  MultiheadAttention,
  type MultiheadAttentionOptions,
} from "./layers/multihead-attention.ts";
export { ParameterList } from "./layers/parameter-list.ts";
export { PixelShuffle } from "./layers/pixel-shuffle.ts";
export { PReLU } from "./layers/prelu.ts";
export type { RecurrentOptions } from "./layers/recurrent.ts";
export type { RecurrentCellOptions } from "./layers/recurrent-cell.ts";
export { ReLU } from "./layers/relu.ts";
export { ReLU6 } from "./layers/relu6.ts";
export { RNN, type RNNOptions } from "./layers/rnn.ts";
export { RNNCell, type RNNCellOptions } from "./layers/rnn-cell.ts";
export { SELU } from "./layers/selu.ts";
export { Sequential } from "./layers/sequential.ts";
export { Sigmoid } from "./layers/sigmoid.ts";
export { SiLU } from "./layers/silu.ts";
export { Softmax } from "./layers/softmax.ts";
export { Softplus } from "./layers/softplus.ts";
export { Softsign } from "./layers/softsign.ts";
export { StochasticDepth } from "./layers/stochastic-depth.ts";
export { Tanh } from "./layers/tanh.ts";
export { Unflatten } from "./layers/unflatten.ts";
export { Upsample, type UpsampleOptions } from "./layers/upsample.ts";
export { type Padding2d, ZeroPad2d } from "./layers/zero-pad2d.ts";
export { BCELoss } from "./losses/bce-loss.ts";
export { BCEWithLogitsLoss } from "./losses/bce-with-logits-loss.ts";
export { CosineEmbeddingLoss } from "./losses/cosine-embedding-loss.ts";
export { CrossEntropyLoss } from "./losses/cross-entropy-loss.ts";
export { HuberLoss } from "./losses/huber-loss.ts";
export { KLDivLoss } from "./losses/kl-div-loss.ts";
export { L1Loss } from "./losses/l1-loss.ts";
export { MSELoss } from "./losses/mse-loss.ts";
export { NLLLoss } from "./losses/nll-loss.ts";
export { SmoothL1Loss } from "./losses/smooth-l1-loss.ts";
export { TripletMarginLoss } from "./losses/triplet-margin-loss.ts";
export { ModelSummary, type SummaryRow } from "./model-summary.ts";
export { type AnyModule, type LoadResult, Module, type StateDict } from "./module.ts";
export { isParameter, parameter } from "./parameter.ts";
export { type SummaryOptions, summary } from "./summary.ts";
