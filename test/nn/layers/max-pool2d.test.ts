import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MaxPool2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite, tiesSuite } from "../conv-golden.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("MaxPool2d");
convSuite("MaxPool2d");
tiesSuite("MaxPool2d");

describe("MaxPool2d", () => {
  it("steps by its own size unless told otherwise", () => {
    const x = zeros([1, 3, 28, 28]);
    assert.deepEqual(new MaxPool2d(2).forward(x).shape, [1, 3, 14, 14]);
    assert.deepEqual(new MaxPool2d(2, { stride: 1 }).forward(x).shape, [1, 3, 27, 27]);
  });

  it("refuses what is no window when it is made", () => {
    assert.throws(() => new MaxPool2d(0), {
      message:
        "MaxPool2d: expected kernelSize to be a whole number >= 1, got 0; pass another kernelSize",
    });
    assert.throws(() => new MaxPool2d(2, { stride: 0 }), /MaxPool2d: expected stride/);
    assert.throws(() => new MaxPool2d(2, { padding: 1.5 }), /MaxPool2d: expected padding/);
  });
});
