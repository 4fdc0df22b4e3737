import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { maxPool2d } from "../../../src/nn/functional/pooling.ts";
import { zeros } from "../../../src/tensor/index.ts";

describe("maxPool2d", () => {
  it("defaults to windows that tile", () => {
    assert.deepEqual(maxPool2d(zeros([1, 1, 6, 6]), [3, 2]).shape, [1, 1, 2, 3]);
  });
});
