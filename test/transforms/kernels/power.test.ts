import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { powerInto } from "../../../src/transforms/kernels/power.ts";
import { Rng } from "../../../src/util/rng.ts";

function power(values: Float32Array, exponent: number): Float32Array {
  const out = new Float32Array(values.length);
  powerInto(out, values, exponent);
  return out;
}

describe("powerInto", () => {
  test("is within an ulp of **, from tiny to large values", () => {
    const rng = new Rng(1);
    const values = Float32Array.from({ length: 20_000 }, (_, i) =>
      i % 2 === 0 ? rng.next() : rng.next() * 2 ** (rng.int(0, 120) - 60),
    );
    for (const exponent of [0, 0.1, 0.45, 1, 2.2, 7, 30]) {
      const got = power(values, exponent);
      for (const [i, value] of values.entries()) {
        const want = Math.fround(value ** exponent);
        const error = Math.abs(got[i]! - want) / want;
        assert.ok(got[i] === want || error < 2 ** -22, `${value} ** ${exponent}: ${got[i]}`);
      }
    }
  });

  test("has the values of ** at the odd places", () => {
    const odd = Float32Array.of(
      0,
      -0,
      1,
      2 ** -126,
      2 ** -149,
      -2,
      Infinity,
      -Infinity,
      Number.NaN,
    );
    for (const exponent of [0, 0.5, 1, 2, 3, 1000])
      assert.deepEqual(
        power(odd, exponent),
        odd.map((value) => value ** exponent),
      );
    assert.deepEqual([...power(Float32Array.of(0.25, 4, 2), 0.5)], [0.5, 2, Math.fround(2 ** 0.5)]);
  });

  test("reads and writes in place", () => {
    const data = Float32Array.of(0.25, 0.81).subarray(1);
    powerInto(data, data, 0.5);
    assert.ok(Math.abs(data[0]! - 0.9) < 1e-7);
  });
});
