import { linspace } from "../../util/linspace.ts";

/**
 * `count` indices from 0 to `length - 1`, as even as they can be: `torch.linspace(0, length - 1, count)`
 * without fractions, float32 roundings included, which push some whole numbers below themselves.
 */
export function evenIndices(length: number, count: number): Int32Array {
  return Int32Array.from(linspace(0, length - 1, count), Math.trunc);
}
