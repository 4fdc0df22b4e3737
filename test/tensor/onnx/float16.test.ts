import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toFloat16 } from "../../../src/tensor/onnx/float16.ts";

const halves = (...values: number[]) => [...toFloat16(Float32Array.from(values))];

// IEEE 754: what 16 bits stand for.
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

describe("toFloat16", () => {
  it("gives every half back", () => {
    for (let bits = 0; bits < 2 ** 16; bits++) {
      const value = halfValue(bits);
      if (Number.isNaN(value)) assert.ok(Number.isNaN(halfValue(halves(value)[0]!)));
      else assert.equal(halves(value)[0], bits, `${value}`);
    }
  });

  it("rounds to the nearest, what lies between to even, down to the smallest", () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [halfValue(bits), halfValue(bits + 1)];
      const middle = (low + high) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      const around = halves(middle - (high - low) / 8, middle, middle + (high - low) / 8);
      assert.deepEqual(around, [bits, even, bits + 1]);
    }
  });

  it("makes infinite what is too large, and zero what is too small, with its sign", () => {
    assert.deepEqual(halves(65519, 65520, -1e30, Infinity), [0x7bff, 0x7c00, 0xfc00, 0x7c00]);
    assert.deepEqual(halves(2 ** -25, -(2 ** -26), -0), [0, 0x8000, 0x8000]);
  });
});
