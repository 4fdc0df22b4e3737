import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { resolveSlice, slice } from "../../src/tensor/slice.ts";

describe("slice", () => {
  it("leaves open what is not given", () => {
    assert.deepEqual(slice(), { start: null, end: null, step: 1 });
    assert.deepEqual(slice(1, null, 2), { start: 1, end: null, step: 2 });
  });

  it("refuses fractions, and steps that do not go forwards", () => {
    assert.throws(() => slice(0, 1, -1), {
      message: "slice: expected step to be a whole number >= 1, got -1; pass another step",
    });
    assert.throws(() => slice(0.5), /start to be a whole number/);
    assert.throws(() => slice(0, Number.NaN), /end to be a whole number/);
  });

  it("takes the elements that Array.slice takes, every so many", () => {
    const place = fc.option(fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(
        place,
        place,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(7),
        (start, end, step, n) => {
          const all = Array.from({ length: n }, (_, i) => i);
          const want = all.slice(start ?? 0, end ?? n).filter((_, i) => i % step === 0);
          const found = resolveSlice(slice(start, end, step), n);
          const got = Array.from({ length: found.count }, (_, i) => found.start + i * step);
          assert.deepEqual(got, want);
        },
      ),
    );
  });
});
