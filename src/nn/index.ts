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
export type { ForwardHook, ForwardPreHook, HookHandle } from "./hooks.ts";
export * as init from "./init.ts";
export { defaultBias, defaultWeight, fans } from "./init.ts";
export { AdaptiveAvgPool2d } from "./layers/adaptive-avg-pool2d.ts";
export { AdaptiveMaxPool2d } from "./layers/adaptive-max-pool2d.ts";
export { AvgPool2d } from "./layers/avg-pool2d.ts";
export { Bilinear } from "./layers/bilinear.ts";
export { ConvTranspose2d, type ConvTranspose2dOptions } from "./layers/conv-transpose2d.ts";
export { Conv1d, type Conv1dOptions } from "./layers/conv1d.ts";
export { Conv2d, type Conv2dOptions } from "./layers/conv2d.ts";
export { Conv3d, type Conv3dOptions } from "./layers/conv3d.ts";
export { Dropout } from "./layers/dropout.ts";
export { Embedding, type EmbeddingOptions } from "./layers/embedding.ts";
export { Flatten } from "./layers/flatten.ts";
export { GRU } from "./layers/gru.ts";
export { GRUCell } from "./layers/gru-cell.ts";
export { Identity } from "./layers/identity.ts";
export { Linear } from "./layers/linear.ts";
export { LSTM, type LSTMState } from "./layers/lstm.ts";
export { LSTMCell } from "./layers/lstm-cell.ts";
export { MaxPool1d } from "./layers/max-pool1d.ts";
export { MaxPool2d } from "./layers/max-pool2d.ts";
export { ModuleDict } from "./layers/module-dict.ts";
export { ModuleList } from "./layers/module-list.ts";
export {
  type AttentionOptions,
  MultiheadAttention,
  type MultiheadAttentionOptions,
} from "./layers/multihead-attention.ts";
export { ParameterList } from "./layers/parameter-list.ts";
export { PixelShuffle } from "./layers/pixel-shuffle.ts";
export type { RecurrentOptions } from "./layers/recurrent.ts";
export type { RecurrentCellOptions } from "./layers/recurrent-cell.ts";
export { ReLU } from "./layers/relu.ts";
export { RNN, type RNNOptions } from "./layers/rnn.ts";
export { RNNCell, type RNNCellOptions } from "./layers/rnn-cell.ts";
export { Sequential } from "./layers/sequential.ts";
export { Unflatten } from "./layers/unflatten.ts";
export { Upsample, type UpsampleOptions } from "./layers/upsample.ts";
export { type Padding2d, ZeroPad2d } from "./layers/zero-pad2d.ts";
export { CrossEntropyLoss, type Reduction } from "./losses/cross-entropy-loss.ts";
export { type AnyModule, type LoadResult, Module, type StateDict } from "./module.ts";
export { isParameter, parameter } from "./parameter.ts";
