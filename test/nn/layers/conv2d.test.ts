import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Conv2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("Conv2d");
convSuite("Conv2d");

describe("Conv2d", () => {
  it("maps [2, 3, 32, 32] to [2, 6, 28, 28], as the course shows", () => {
    assert.deepEqual(new Conv2d(3, 6, 5).forward(zeros([2, 3, 32, 32])).shape, [2, 6, 28, 28]);
  });

  it("takes one image without the batch", () => {
    assert.deepEqual(new Conv2d(3, 6, 5).forward(zeros([3, 32, 32])).shape, [6, 28, 28]);
  });

  it("refuses padding that does not fit", () => {
    assert.throws(() => new Conv2d(3, 6, 3, { padding: "same", stride: 2 }), {
      message:
        'Conv2d: expected stride 1 with padding="same", got [2, 2]; pass padding as a number',
    });
    assert.throws(() => new Conv2d(3, 6, 3, { padding: "full" as never }), {
      message:
        'Conv2d: expected padding to be one of same, valid, got "full"; pass one of these as padding',
    });
    assert.throws(() => new Conv2d(3, 6, 3, { paddingMode: "mirror" as never }), {
      message:
        "Conv2d: expected paddingMode to be one of zeros, reflect, replicate, circular, " +
        'got "mirror"; pass one of these as paddingMode',
    });
    const layer = new Conv2d(1, 1, 3, { padding: 2, paddingMode: "reflect" });
    assert.throws(() => layer.forward(zeros([1, 1, 2, 4])), /pad: expected .* reflect/);
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
