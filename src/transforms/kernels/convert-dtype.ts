import type { DType, TensorData } from "../../tensor/index.ts";

/** The numbers of `from` as `to`: cut towards zero from float to whole, wrapped to fewer bits, not scaled. */
export function castValues(data: TensorData, to: DType): TensorData {
  if (to === "bool") return Uint8Array.from(data as Uint8Array, (value) => (value ? 1 : 0));
  const Kind = arrays[to];
  if (to === "int64")
    return data instanceof BigInt64Array ? data.slice() : bigints(data, (value) => value);
  const numbers = data instanceof BigInt64Array ? numbersOf(data, to) : data;
  // typed arrays cut towards zero and wrap, as torch's casts do
  return new (Kind as Uint8ArrayConstructor)(numbers as Uint8Array);
}

/** Whole numbers times `factor`, in the precision of `to`. */
export function scaleToFloats(
  data: TensorData,
  to: "float32" | "float64",
  factor: number,
): TensorData {
  const out = castValues(data, to) as Float32Array;
  const by = to === "float32" ? Math.fround(factor) : factor;
  for (let i = 0; i < out.length; i++) out[i] = out[i]! * by;
  return out;
}

/** Floats times `factor`, each product rounded to the precision of `data`, as whole numbers of `to`. */
export function scaleToWhole(
  data: Float32Array | Float64Array,
  to: "uint8" | "int32" | "int64",
  factor: number,
): TensorData {
  const single = data instanceof Float32Array;
  const by = single ? Math.fround(factor) : factor;
  const product = (value: number) => Math.trunc(single ? Math.fround(value * by) : value * by);
  if (to === "int64") return bigints(data, product);
  const out = to === "uint8" ? new Uint8Array(data.length) : new Int32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = product(data[i]!);
  return out;
}

/** Whole numbers times 2^`bits`, or divided by it and rounded down where `bits` is negative. */
export function shiftBits(
  data: TensorData,
  to: "uint8" | "int32" | "int64",
  bits: number,
): TensorData {
  const by = BigInt(Math.abs(bits));
  const wide = BigInt64Array.from(data as BigInt64Array, (value) =>
    bits < 0 ? BigInt(value) >> by : BigInt(value) << by,
  );
  return to === "int64" ? wide : castValues(wide, to);
}

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

// Whole numbers of 64 bits lose their high bits on the way to fewer, and are rounded to floats.
function numbersOf(data: BigInt64Array, to: DType): Float64Array {
  const float = to === "float32" || to === "float64";
  return Float64Array.from(data, (value) => Number(float ? value : BigInt.asIntN(32, value)));
}

function bigints(
  data: Exclude<TensorData, BigInt64Array> | TensorData,
  change: (value: number) => number,
): BigInt64Array {
  const out = new BigInt64Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = BigInt(Math.trunc(change(Number(data[i]!))));
  return out;
}
