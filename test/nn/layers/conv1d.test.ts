import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Conv1d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("Conv1d");

describe("Conv1d", () => {
  it("maps [2, 3, 32] to [2, 6, 28], and one signal without the batch", () => {
    assert.deepEqual(new Conv1d(3, 6, 5).forward(zeros([2, 3, 32])).shape, [2, 6, 28]);
    assert.deepEqual(new Conv1d(3, 6, [5]).forward(zeros([3, 32])).shape, [6, 28]);
  });

  it("refuses what does not fit", () => {
    assert.throws(() => new Conv1d(3, 6, [3, 3] as never), {
      message: "Conv1d: expected kernelSize to be [width], got [3, 3]; pass one number",
    });
    assert.throws(() => new Conv1d(3, 6, 3).forward(zeros([2, 4, 32])), {
      message:
        "conv1d: expected 3 input channels (weight [6,3,3], groups=1), got [2, 4, 32]; " +
        "check inChannels, or the previous layer's outChannels",
    });
    assert.throws(() => new Conv1d(3, 6, 3).forward(zeros([3, 2])), /no smaller than the 3 kernel/);
    assert.throws(() => new Conv1d(3, 6, 3).forward(zeros([32])), {
      message:
        "conv1d: expected an input [n, c, w] of 3 dimensions, got [32]; " +
        "reshape it, or check what came before",
    });
  });
});
