import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { typedArray } from "../../src/ops/box-rows.ts";
import { type DType, Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

/** A tensor as the golden files keep it; NaN and infinity are written as Python writes them. */
export interface Packed {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: readonly (number | string)[];
}

/** A golden file of the operations. */
export function golden<Content>(name: string): Content {
  const text = readFileSync(fixture("golden", "ops", `${name}.json`), "utf8");
  return JSON.parse(text.replace(/(?<![\w"])(NaN|-?Infinity)\b/g, '"$1"'));
}

/** The tensor of a golden array. */
export function unpacked({ shape, dtype, data }: Packed): Tensor {
  return Tensor.fromData(typedArray(data.map(Number), dtype), shape, dtype);
}

/** Equal shape and type, numbers within `tolerance`, NaN where NaN is. */
export function assertTensor(got: Tensor, want: Packed, tolerance = 0): void {
  assert.deepEqual([got.shape, got.dtype], [want.shape, want.dtype]);
  assertNumbers(Array.from(got.hostData() as Float32Array, Number), want, tolerance);
}

/** Numbers within `tolerance` of the golden ones, NaN where NaN is. */
export function assertNumbers(got: readonly number[], want: Packed, tolerance: number): void {
  assert.equal(got.length, want.data.length);
  for (const [i, text] of want.data.entries()) {
    const value = want.dtype === "float32" ? Math.fround(Number(text)) : Number(text); // 9 digits
    const near = Object.is(got[i], value) || Math.abs(got[i]! - value) <= tolerance;
    assert.ok(near, `number ${i}: got ${got[i]}, want ${value}`);
  }
}

/** Indices of an int64 tensor as plain numbers. */
export function indices(tensor: Tensor): number[] {
  assert.equal(tensor.dtype, "int64");
  return Array.from(tensor.hostData() as BigInt64Array, Number);
}
