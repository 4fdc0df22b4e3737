export * as datasets from "./datasets/index.ts";
export {
  DataLoader,
  type Dataset,
  FashionMNIST,
  ImageFolder,
  type IterableDataset,
  MNIST,
} from "./datasets/index.ts";
export * as io from "./io/index.ts";
export { decodeImage, readImage } from "./io/index.ts";
export * as models from "./models/index.ts";
export { exportOnnx, loadOnnx, saveOnnx } from "./models/index.ts";
export * as nn from "./nn/index.ts";
export { Module } from "./nn/index.ts";
export * as ops from "./ops/index.ts";
export * as optim from "./optim/index.ts";
export { BoundingBoxes, Image, KeyPoints, Mask, Video } from "./sample/index.ts";
export {
  arange,
  bernoulli,
  broadcastTensors,
  cat,
  closeEngine,
  currentDevice,
  type DType,
  einsum,
  empty,
  emptyLike,
  engineStats,
  eye,
  full,
  fullLike,
  grad,
  hstack,
  linspace,
  manualSeed,
  meshgrid,
  noGrad,
  normal,
  ones,
  onesLike,
  rand,
  randint,
  randn,
  randperm,
  realize,
  setDevice,
  setNumThreads,
  slice,
  stack,
  Tensor,
  tensor,
  uniform,
  vstack,
  where,
  zeros,
  zerosLike,
} from "./tensor/index.ts";
export { Classifier, renderReport, Trainer } from "./train/index.ts";
export * as transforms from "./transforms/index.ts";
export { type ErrorCode, VisionError } from "./util/errors.ts";
export { Rng, rngFor } from "./util/rng.ts";
export * as utils from "./utils/index.ts";
