export { centerCrop } from "./center-crop.ts";
export { crop, type Rectangle } from "./crop.ts";
export { horizontalFlip } from "./horizontal-flip.ts";
export { normalize } from "./normalize.ts";
export { type PadOptions, pad } from "./pad.ts";
export { resize } from "./resize.ts";
export type { Interpolation, ResizeOptions, ResizeSize } from "./resize-options.ts";
export { toTensor } from "./to-tensor.ts";
