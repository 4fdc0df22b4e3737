import { expected } from "../util/errors.ts";
import { type DType, dtypeOf, holds, type TensorData } from "./dtype.ts";
import { checkShape, type Shape, sizeOf } from "./shape.ts";

// The host half: enough for transforms and loaders. The engine's half follows.
export class Tensor {
  readonly shape: Shape;
  readonly dtype: DType;
  #data: TensorData;

  private constructor(data: TensorData, shape: Shape, dtype: DType) {
    this.#data = data;
    this.shape = shape;
    this.dtype = dtype;
  }

  /** A tensor over `data`, which it keeps (no copy); the element type defaults to the array's. */
  static fromData(data: TensorData, shape: Shape, dtype: DType = dtypeOf(data)): Tensor {
    checkShape("Tensor.fromData", shape);
    if (sizeOf(shape) !== data.length) {
      throw expected(
        "Tensor.fromData",
        `${sizeOf(shape)} values for shape ${JSON.stringify(shape)}`,
        data.length,
        "check the shape",
      );
    }
    if (!holds(data, dtype))
      throw expected("Tensor.fromData", `an array that holds ${dtype}`, data, "convert the values");
    return new Tensor(data, shape, dtype);
  }

  /** The numbers of a tensor that is in memory, without asking the engine; throws if it was not computed yet. */
  hostData(): TensorData {
    return this.#data;
  }
}
