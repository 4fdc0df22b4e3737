export {
  type Conv2dSettings,
  conv2d,
  linear,
  type MaxPool2dSettings,
  maxPool2d,
  type Pair,
} from "./functional.ts";
export { defaultBias, defaultWeight, fans } from "./init.ts";
export { Conv2d, type Conv2dOptions } from "./layers/conv2d.ts";
export { Dropout } from "./layers/dropout.ts";
export { Flatten } from "./layers/flatten.ts";
export { Linear } from "./layers/linear.ts";
export { MaxPool2d } from "./layers/max-pool2d.ts";
export { ReLU } from "./layers/relu.ts";
export { Sequential } from "./layers/sequential.ts";
export { CrossEntropyLoss, type Reduction } from "./losses/cross-entropy-loss.ts";
export { type LoadResult, Module, type StateDict } from "./module.ts";
export { isParameter, parameter } from "./parameter.ts";
