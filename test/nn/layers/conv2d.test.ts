import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Conv2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("Conv2d");

describe("Conv2d", () => {
  it("maps [2, 3, 32, 32] to [2, 6, 28, 28], as the course shows", () => {
    assert.deepEqual(new Conv2d(3, 6, 5).forward(zeros([2, 3, 32, 32])).shape, [2, 6, 28, 28]);
  });

  it("refuses settings that do not fit", () => {
    assert.throws(() => new Conv2d(3, 6, 3, { groups: 2 }), {
      message:
        "Conv2d: expected channels divisible by groups=2, " +
        "got { inChannels: 3, outChannels: 6 }; change groups",
    });
    assert.throws(() => new Conv2d(3, 6, 0), /Conv2d: expected kernelSize/);
    assert.throws(() => new Conv2d(3, 6, 3, { stride: 0 }), /Conv2d: expected stride/);
    assert.throws(() => new Conv2d(3, 6, 3, { padding: -1 }), /Conv2d: expected padding/);
    assert.throws(() => new Conv2d(3, 6, 3, { dilation: 0 }), /Conv2d: expected dilation/);
    assert.throws(() => new Conv2d(0, 6, 3), /Conv2d: expected inChannels/);
  });
});
