/** The element types of tensors, each with its typed array, its ONNX code and its size in bytes. */
const dtypes = {
  float32: { array: Float32Array, onnx: 1, bytes: 4 },
  float64: { array: Float64Array, onnx: 11, bytes: 8 },
  int64: { array: BigInt64Array, onnx: 7, bytes: 8 },
  int32: { array: Int32Array, onnx: 6, bytes: 4 },
  uint8: { array: Uint8Array, onnx: 2, bytes: 1 },
  bool: { array: Uint8Array, onnx: 9, bytes: 1 },
} as const;

/** An element type by PyTorch's name. */
export type DType = keyof typeof dtypes;

/** What holds a tensor's numbers in memory; `bool` is a Uint8Array of 0 and 1. */
export type TensorData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array;

/** All element types. */
export const dtypeNames = Object.keys(dtypes) as readonly DType[];

/** The element type's number in an ONNX file. */
export function onnxCode(dtype: DType): number {
  return dtypes[dtype].onnx;
}

/** Bytes an element takes. */
export function bytesPerElement(dtype: DType): number {
  return dtypes[dtype].bytes;
}

/** True where gradients can flow. */
export function isFloating(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}

/** A zero-filled array for `length` elements. */
export function allocate(dtype: DType, length: number): TensorData {
  return new dtypes[dtype].array(length);
}

/** The element type that a typed array stands for (`Uint8Array` is `uint8`). */
export function dtypeOf(data: TensorData): DType {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof BigInt64Array) return "int64";
  if (data instanceof Int32Array) return "int32";
  return "uint8";
}

/** True if `data` is the kind of array that `dtype` is kept in. */
export function holds(data: TensorData, dtype: DType): boolean {
  return data instanceof dtypes[dtype].array;
}

// The widest kind wins, as in PyTorch: floating over integer over bool; within a kind, more bits.
const promotionOrder: readonly DType[] = ["bool", "uint8", "int32", "int64", "float32", "float64"];

/** The element type that holds the numbers of both `a` and `b`. */
export function promote(a: DType, b: DType): DType {
  return promotionOrder.indexOf(a) >= promotionOrder.indexOf(b) ? a : b;
}
