import { allocateLike } from "./gather.ts";

/**
 * `sum(weights[k] * pictures[k])` in single precision, each product and each sum rounded in turn, as
 * torch adds float32 tensors; bytes are truncated.
 */
export function weightedSum<T extends Uint8Array | Float32Array>(
  pictures: readonly [T, ...T[]],
  weights: readonly number[],
): T {
  const [first] = pictures;
  const sum = new Float32Array(first.length);
  for (const [k, picture] of pictures.entries()) {
    const weight = Math.fround(weights[k]!);
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + Math.fround(weight * picture[i]!);
  }
  const out = allocateLike(first, first.length);
  for (let i = 0; i < sum.length; i++) out[i] = sum[i]!;
  return out;
}
