export { type Conv2dSettings, conv2d } from "./convolution.ts";
export { linear } from "./linear.ts";
export type { Pair } from "./pair.ts";
export { type MaxPool2dSettings, maxPool2d } from "./pooling.ts";
