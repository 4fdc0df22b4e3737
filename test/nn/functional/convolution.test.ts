import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { conv2d } from "../../../src/nn/functional/convolution.ts";
import { ones, zeros } from "../../../src/tensor/index.ts";

describe("conv2d", () => {
  it("defaults to step 1", () => {
    assert.deepEqual(conv2d(zeros([1, 1, 5, 5]), ones([2, 1, 3, 3])).shape, [1, 2, 3, 3]);
  });
});
