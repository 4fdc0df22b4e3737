import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  boxRows,
  commonRounding,
  indexTensor,
  numbers,
  typedArray,
  uprightFormat,
} from "../../src/ops/box-rows.ts";
import { tensor } from "../../src/tensor/index.ts";

describe("rows of boxes", () => {
  test("integers become exact floats, floats stay", () => {
    const floats = Float32Array.of(1);
    assert.equal(numbers(floats), floats);
    assert.deepEqual(numbers(BigInt64Array.of(2n ** 40n)), Float64Array.of(2 ** 40));
    const { rows, length } = boxRows("me", tensor([[1, 2, 3, 4]], { dtype: "int64" }));
    assert.deepEqual([[...rows], length], [[1, 2, 3, 4], 1]);
  });

  test("numbers go back to any element type", () => {
    assert.deepEqual(typedArray([1.5, -2], "int64"), BigInt64Array.of(1n, -2n));
    assert.deepEqual(typedArray([1.5, -2], "int32"), Int32Array.of(1, -2));
    assert.deepEqual(typedArray([1.5], "uint8"), Uint8Array.of(1));
    assert.deepEqual(typedArray([1.5], "float64"), Float64Array.of(1.5));
    assert.deepEqual(indexTensor([3, 1]).hostData(), BigInt64Array.of(3n, 1n));
  });

  test("float32 beside anything but float64 is computed in float32 steps", () => {
    for (const [a, b, rounds] of [
      ["float32", "float32", true],
      ["int64", "float32", true],
      ["float64", "float32", false],
      ["int64", "int64", false],
    ] as const)
      assert.equal(commonRounding(a, b)(0.1) !== 0.1, rounds, `${a}, ${b}`);
  });

  test("rotated formats have no upright rows", () => {
    assert.equal(uprightFormat("me", "XYWH"), "XYWH");
    assert.throws(() => uprightFormat("me", "XYWHR"), /me: expected boxes in XYXY, XYWH or CXCYWH/);
  });
});
