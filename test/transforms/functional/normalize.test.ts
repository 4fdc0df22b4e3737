import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../../src/tensor/index.ts";
import { normalize } from "../../../src/transforms/functional/index.ts";
import { checkStatistics } from "../../../src/transforms/functional/normalize.ts";

describe("normalize", () => {
  const x = Tensor.fromData(Float32Array.of(1, 2, 3, 4), [2, 1, 2]);

  test("takes one value for all channels, or one for each", () => {
    const values = (mean: number[], std: number[]) =>
      [...normalize(x, mean, std).hostData()].map(Number);
    assert.deepEqual(values([1], [2]), [0, 0.5, 1, 1.5]);
    assert.deepEqual(values([1, 3], [1, 0.5]), [0, 1, 0, 2]);
    assert.deepEqual(values([1, 3], [-1]), [-0, -1, -0, -1]);
    assert.deepEqual([...x.hostData()].map(Number), [1, 2, 3, 4]);
  });

  test("refuses statistics that do not fit", () => {
    assert.throws(
      () => normalize(x, [1, 2, 3], [1]),
      /mean with 1 value or 2, one for each channel/,
    );
    assert.throws(
      () => normalize(x, [1], [1, 2, 3]),
      /std with 1 value or 2, one for each channel/,
    );
    assert.throws(() => normalize(x, [1], [0]), /std other than 0/);
    assert.throws(() => checkStatistics("me", 0.5 as never, [1]), /me: expected mean as a list/);
    assert.throws(
      () => checkStatistics("me", [1], [Number.NaN]),
      /me: expected std to be a finite/,
    );
  });

  test("refuses other things than float32 tensors", () => {
    assert.throws(() => normalize([1] as never, [1], [1]), /a float32 tensor, got \[1\]/);
    const whole = Tensor.fromData(new Int32Array(4), [1, 2, 2]);
    assert.throws(() => normalize(whole, [1], [1]), /a float32 tensor, got "int32"/);
  });
});
