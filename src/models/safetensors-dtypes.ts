import type { DType, TensorData } from "../tensor/index.ts";

/** An element type of the format. */
export interface StoredType {
  readonly bits: number;
  /** What it becomes in memory; absent for types that we do not read. */
  readonly dtype?: DType;
}

/** Every element type of the format (safetensors 0.6), by its name there. */
export const storedTypes: ReadonlyMap<string, StoredType> = new Map<string, StoredType>([
  ["BOOL", { bits: 8, dtype: "bool" }],
  ["F4", { bits: 4 }],
  ["F6_E2M3", { bits: 6 }],
  ["F6_E3M2", { bits: 6 }],
  ["U8", { bits: 8, dtype: "uint8" }],
  ["I8", { bits: 8 }],
  ["F8_E5M2", { bits: 8 }],
  ["F8_E4M3", { bits: 8 }],
  ["F8_E8M0", { bits: 8 }],
  ["I16", { bits: 16 }],
  ["U16", { bits: 16 }],
  ["F16", { bits: 16, dtype: "float32" }],
  ["BF16", { bits: 16, dtype: "float32" }],
  ["I32", { bits: 32, dtype: "int32" }],
  ["U32", { bits: 32 }],
  ["F32", { bits: 32, dtype: "float32" }],
  ["C64", { bits: 64 }],
  ["F64", { bits: 64, dtype: "float64" }],
  ["I64", { bits: 64, dtype: "int64" }],
  ["U64", { bits: 64 }],
]);

/** The format's names for our element types, in the order that the writer puts tensors in. */
export const writtenTypes: readonly (readonly [DType, string])[] = [
  ["int64", "I64"],
  ["float64", "F64"],
  ["float32", "F32"],
  ["int32", "I32"],
  ["uint8", "U8"],
  ["bool", "BOOL"],
];

/** Stored bytes (their own buffer, little-endian) as an array of numbers. */
export function fromStored(bytes: Uint8Array<ArrayBuffer>, stored: string): TensorData {
  const { buffer } = bytes;
  switch (stored) {
    case "F32":
      return new Float32Array(buffer);
    case "F64":
      return new Float64Array(buffer);
    case "I64":
      return new BigInt64Array(buffer);
    case "I32":
      return new Int32Array(buffer);
    case "F16":
      return halfToFloat(new Uint16Array(buffer));
    case "BF16":
      return brainToFloat(new Uint16Array(buffer));
    default:
      return bytes;
  }
}

// bfloat16 is the upper half of a float32.
function brainToFloat(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}

// IEEE half (1 sign, 5 exponent, 10 fraction bits) -> float32 (1, 8, 23), by bits, so that the
// payload of a NaN is kept. Every half, subnormals included, is exactly a float32.
function halfToFloat(halves: Uint16Array): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!;
    const sign = (half & 0x8000) << 16;
    let exponent = (half >> 10) & 31;
    let fraction = half & 1023;
    if (exponent === 31)
      exponent = 255 - 112; // infinity, NaN
    else if (exponent === 0 && fraction !== 0) {
      const shift = Math.clz32(fraction) - 21; // until the first set bit is the hidden one
      fraction = (fraction << shift) & 1023;
      exponent = 1 - shift;
    } else if (exponent === 0) exponent = -112; // zero
    words[i] = sign | ((exponent + 112) << 23) | (fraction << 13); // 112 = 127 - 15, the biases
  }
  return new Float32Array(words.buffer);
}
