export { adaptiveAvgPool2d, adaptiveMaxPool2d, type OutputSize } from "./adaptive-pooling.ts";
export { bilinear } from "./bilinear.ts";
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
export { linear } from "./linear.ts";
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
export { type InterpolateSettings, interpolate, pixelShuffle } from "./vision.ts";
