import { test } from "node:test";
import type { Tensor } from "../../src/tensor/index.ts";
import { assertTensor, golden, type Packed, unpacked } from "./golden.ts";

type Name = "iou" | "generalized" | "distance" | "complete";

interface Pair extends Readonly<Partial<Record<Name, Packed>>> {
  readonly a: Packed;
  readonly b: Packed;
  readonly area: Packed;
}

/** Sets of boxes: floats, integers, doubles, none, and some without area. */
export const { pairs } = golden<{ readonly pairs: readonly Pair[] }>("boxes");

/** Holds a measure of pairs to torchvision's numbers. */
export function pairTests(
  name: Name,
  measure: (a: Tensor, b: Tensor) => Tensor,
  tolerance: number,
): void {
  for (const pair of pairs) {
    const want = pair[name];
    if (want === undefined) continue;
    test(`${pair.a.dtype} [${pair.a.shape}] and [${pair.b.shape}] equal torchvision's`, () =>
      assertTensor(measure(unpacked(pair.a), unpacked(pair.b)), want, tolerance));
  }
}
