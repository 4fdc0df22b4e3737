import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Linear } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("Linear");

describe("Linear", () => {
  it("maps [4, 10] to [4, 5], as the course shows", () => {
    assert.deepEqual(new Linear(10, 5).forward(zeros([4, 10])).shape, [4, 5]);
  });

  it("holds no bias when told so", () => {
    const layer = new Linear(3, 2, { bias: false });
    assert.equal(layer.bias, undefined);
    assert.deepEqual([...layer.stateDict().keys()], ["weight"]);
  });

  it("refuses inputs and sizes that do not fit", () => {
    assert.throws(() => new Linear(10, 5).forward(zeros([4, 9])), {
      message:
        "linear: expected an input [..., 10] for a weight [5,10], got [4, 9]; " +
        "check inFeatures, or flatten the input first",
    });
    assert.throws(() => new Linear(0, 5), {
      message:
        "Linear: expected inFeatures to be a whole number >= 1, got 0; pass another inFeatures",
    });
    assert.throws(() => new Linear(5, 1.5), /outFeatures to be a whole number/);
  });
});
