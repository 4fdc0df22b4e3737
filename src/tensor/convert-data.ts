import { expected } from "../util/errors.ts";
import { allocate, type DType, type TensorData } from "./dtype.ts";

/**
 * Numbers as another element type, in an array of their own. Whole-number types cut fractions off, and any number
 * but 0 is true; a value that is not finite is refused for them. What `tensor.to(dtype)` computes, for numbers in memory.
 * @example convertData(Float64Array.of(1.5), "int64"); // BigInt64Array [1n]
 */
export function convertData(
  values: TensorData | readonly (number | boolean)[],
  dtype: DType,
): TensorData {
  const convert = converters[dtype];
  const out = allocate(dtype, values.length);
  for (let i = 0; i < out.length; i++) out[i] = convert(Number(values[i]));
  return out;
}

const converters: Readonly<Record<DType, (value: number) => number | bigint>> = {
  float32: Number,
  float64: Number,
  int64: (value) => BigInt(wholePart(value)),
  int32: wholePart,
  uint8: wholePart,
  bool: (value) => Number(value !== 0),
};

function wholePart(value: number): number {
  if (Number.isFinite(value)) return Math.trunc(value);
  throw expected("tensor", "finite values for a whole-number type", value, "use float32");
}
