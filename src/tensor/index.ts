export { defaultRng, manualSeed } from "../util/default-rng.ts";
export type { BackwardOptions } from "./autograd.ts";
export { convertData } from "./convert-data.ts";
export {
  empty,
  full,
  type Nested,
  ones,
  type TensorOptions,
  tensor,
  where,
  zeros,
} from "./creation.ts";
export {
  closeEngine,
  currentDevice,
  engineName,
  engineStats,
  setDevice,
  setNumThreads,
} from "./default-engine.ts";
export { type DType, dtypeNames, isFloating, type TensorData } from "./dtype.ts";
export { einsum } from "./einsum.ts";
export type { EngineStats } from "./engine.ts";
export { type GradOptions, grad } from "./grad.ts";
export { isGradEnabled, noGrad } from "./grad-mode.ts";
export { broadcastTensors, cat, hstack, meshgrid, stack, vstack } from "./joining.ts";
export { emptyLike, fullLike, onesLike, zerosLike } from "./like.ts";
export type { Operand } from "./methods/elementwise.ts";
export type { IndexItem } from "./methods/index-plan.ts";
export type { PadOptions } from "./methods/moving.ts";
export type { SpreadOptions, ValuesAndIndices } from "./methods/reduction.ts";
export type { ClampOptions } from "./methods/selection.ts";
export type { SortOptions, TopkOptions } from "./methods/sorting.ts";
export type { Attrs, Op } from "./op.ts";
export type { ConvAttrs } from "./ops/convolution.ts";
export { type OpName, ops } from "./ops/index.ts";
export type { PoolAttrs } from "./ops/pooling.ts";
export {
  bernoulli,
  normal,
  type RandomOptions,
  rand,
  randint,
  randn,
  randperm,
  uniform,
} from "./random.ts";
export { realize } from "./realize.ts";
export { dropoutMask } from "./runtime/dropout-mask.ts";
export type { Device } from "./runtime/runtime.ts";
export { arange, eye, linspace } from "./sequences.ts";
export type { Shape } from "./shape.ts";
export { type SliceRange, slice } from "./slice.ts";
export { applyOp, Tensor } from "./tensor.ts";
