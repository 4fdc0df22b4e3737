import { uninitializedBytes } from "../../util/allocate.ts";
import { maskBytesSimd } from "./bytes-simd.ts";

/** `(byte & and) ^ xor` for bytes of `from` and more; below, bytes stay. */
export interface BitMask {
  readonly and: number;
  readonly xor: number;
  readonly from: number;
}

/** All bytes masked. */
export function maskBytes(src: Uint8Array, mask: BitMask): Uint8Array {
  const out = uninitializedBytes(src.length);
  if (!maskBytesSimd(out, src, mask)) plainInto(out, src, mask);
  return out;
}

/** The same without kernels. */
export function plainInto(out: Uint8Array, src: Uint8Array, { and, xor, from }: BitMask): void {
  for (let i = 0; i < src.length; i++) {
    const byte = src[i]!;
    out[i] = byte < from ? byte : (byte & and) ^ xor;
  }
}
