import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bilinear } from "../../../src/nn/functional/bilinear.ts";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("bilinear", () => {
  it("weighs every product of two elements", async () => {
    const weight = tensor([
      [
        [1, 10],
        [100, 1000],
      ],
    ]);
    const y = bilinear(tensor([1, 2]), tensor([3, 4]), weight, tensor([0.5]));
    assert.deepEqual(await y.toArray(), [1 * 3 + 10 * 4 + 200 * 3 + 2000 * 4 + 0.5]);
  });

  it("takes no rows", () => {
    assert.deepEqual(bilinear(zeros([0, 2]), zeros([0, 2]), zeros([3, 2, 2])).shape, [0, 3]);
  });
});
