import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Flatten } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("Flatten");

describe("Flatten", () => {
  it("keeps the batch, an empty one too", () => {
    assert.deepEqual(new Flatten().forward(zeros([64, 1, 28, 28])).shape, [64, 784]);
    assert.deepEqual(new Flatten().forward(zeros([0, 2, 3])).shape, [0, 6]);
    assert.deepEqual(new Flatten({ startDim: 2 }).forward(zeros([1, 2, 3, 4])).shape, [1, 2, 12]);
  });

  it("refuses dims that the input lacks", () => {
    assert.throws(() => new Flatten().forward(zeros([3])), /flatten: expected dim in \[-1, 0\]/);
  });
});
