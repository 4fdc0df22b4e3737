import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { numberFormat } from "../../src/tensor/number-format.ts";

// Against torch's own texts: format.test.ts.
describe("the format of a tensor's numbers", () => {
  const written = (values: readonly number[]) => {
    const { write } = numberFormat(values, "float32");
    return values.map(write);
  };

  it("is whole, decimal or scientific by what stands there", () => {
    assert.deepEqual(written([1, -20]), ["  1.", "-20."]);
    assert.deepEqual(written([1.5, 20]), [" 1.5000", "20.0000"]);
    assert.deepEqual(written([1, 2000]), ["1.0000e+00", "2.0000e+03"]);
    assert.deepEqual(numberFormat([5n, -10n], "int64").write(5n), "  5");
    assert.deepEqual(numberFormat([1, 0], "bool").write(1), " True");
  });

  it("rounds halves to even", () => {
    assert.deepEqual(written([0.03125, 0.09375]), ["0.0312", "0.0938"]);
    assert.deepEqual(written([100005, 1]), ["1.0000e+05", "1.0000e+00"]);
    assert.deepEqual(written([100015, 1]), ["1.0002e+05", "1.0000e+00"]);
  });

  it("gives infinities and NaN no say in width and form", () => {
    const values = [Number.NEGATIVE_INFINITY, 1, Number.NaN];
    assert.deepEqual(written(values), ["-inf", "1.", "nan"]);
    assert.deepEqual(numberFormat(values, "float32").width, 2);
  });
});
