export type { DType, TensorData } from "./dtype.ts";
export type { Shape } from "./shape.ts";
export { Tensor } from "./tensor.ts";
