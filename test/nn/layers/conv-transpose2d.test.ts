import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConvTranspose2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("ConvTranspose2d");

describe("ConvTranspose2d", () => {
  it("doubles an image with stride 2", () => {
    const layer = new ConvTranspose2d(3, 6, 2, { stride: 2 });
    assert.deepEqual(layer.forward(zeros([1, 3, 4, 5])).shape, [1, 6, 8, 10]);
  });

  it("refuses what does not fit", () => {
    assert.throws(() => new ConvTranspose2d(3, 6, 2, { outputPadding: 1 }), {
      message:
        "ConvTranspose2d: expected outputPadding smaller than stride or dilation, " +
        "got { outputPadding: 1, stride: 1, dilation: 1 }; make outputPadding smaller",
    });
    assert.throws(() => new ConvTranspose2d(3, 6, 2, { groups: 2 }), /divisible by groups=2/);
    const layer = new ConvTranspose2d(3, 6, 2, { padding: 1 });
    assert.throws(() => layer.forward(zeros([1, 4, 4, 4])), {
      message:
        "convTranspose2d: expected 3 input channels (weight [3,6,2,2], groups=1), " +
        "got [1, 4, 4, 4]; check inChannels, or the previous layer's outChannels",
    });
    assert.throws(() => layer.forward(zeros([1, 3, 1, 4])), {
      message:
        "convTranspose2d: expected an output of at least 1 x 1, got [0, 3]; " +
        "pad less, or pass a larger input",
    });
    assert.throws(() => layer.forward(zeros([4, 4])), /\[n, c, h, w\] of 4 dimensions/);
  });
});
