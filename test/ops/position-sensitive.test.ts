import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { positionSensitive } from "../../src/ops/position-sensitive.ts";
import { Tensor, tensor } from "../../src/tensor/index.ts";

describe("positionSensitive", () => {
  test("bin (p, q) of channel c reads channel (c * height + p) * width + q", () => {
    const features = Tensor.fromData(
      Float32Array.from({ length: 8 }, (_, i) => i),
      [1, 8, 1, 1],
    );
    const one = { indices: [0], weights: [1] };
    const out = positionSensitive("me", features, tensor([[0, 0, 0, 1, 1]]), [1, 4], () => ({
      down: [one],
      across: [one, one, one, one],
      count: (_, q) => q + 1,
    }));
    assert.deepEqual(out.shape, [1, 2, 1, 4]);
    const want = [0, 1 / 2, 2 / 3, 3 / 4, 4, 5 / 2, 6 / 3, 7 / 4].map(Math.fround);
    assert.deepEqual([...(out.hostData() as Float32Array)], want);
  });
});
