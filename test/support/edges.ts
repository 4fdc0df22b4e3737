import assert from "node:assert/strict";
import type { Tensor } from "../../src/tensor/index.ts";

/** A number or boolean of a golden file, or Python's word for a number that JSON has none for. */
export type Spelled = number | boolean | "inf" | "-inf" | "nan";

const words = {
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
} as const;

/** The number that a golden file spells. */
export function spelled(value: Spelled): number {
  return typeof value === "string" ? words[value] : Number(value);
}

/** Compares a tensor that is in memory with golden numbers: infinities and NaN equal only themselves. */
export function assertEdges(
  got: Tensor,
  want: readonly Spelled[],
  tolerance: number,
  what: string,
): void {
  const data = Array.from(got.hostData(), Number);
  assert.equal(data.length, want.length, what);
  want.map(spelled).forEach((value, i) => {
    const near = Math.abs(data[i]! - value) <= tolerance * Math.max(1, Math.abs(value));
    const same = Object.is(data[i], value) || data[i] === value;
    assert.ok(near || same, `${what} ${i}: got ${data[i]}, want ${value}`);
  });
}
