import assert from "node:assert/strict";
import { test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { mixedLabels } from "../../src/transforms/mixed-labels.ts";

test("mixedLabels makes shares of class numbers, that of the first from the last", () => {
  const labels = Tensor.fromData(Uint8Array.of(0, 1, 1), [3]);
  const got = mixedLabels("test", labels, 0.75, 2);
  assert.deepEqual(got.shape, [3, 2]);
  assert.deepEqual([...got.hostData()], [0.75, 0.25, 0.25, 0.75, 0, 1]);
});

test("mixedLabels refuses fractions as class numbers, and numbers of no class", () => {
  const floats = Tensor.fromData(new Float32Array(3), [3]);
  assert.throws(() => mixedLabels("test", floats, 1, 2), /test: .* whole numbers, got "float32"/);
  const below = Tensor.fromData(Int32Array.of(-1), [1]);
  assert.throws(() => mixedLabels("test", below, 1, 2), /class numbers in \[0, 2\) .* got -1/);
});
