import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AdaptiveAvgPool2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("AdaptiveAvgPool2d");

describe("AdaptiveAvgPool2d", () => {
  it("gives the size that was asked for, whatever comes", () => {
    const pool = new AdaptiveAvgPool2d([7, null]);
    assert.deepEqual(pool.forward(zeros([1, 2, 9, 11])).shape, [1, 2, 7, 11]);
    assert.deepEqual(pool.forward(zeros([2, 3, 4])).shape, [2, 7, 4]);
  });

  it("refuses what is no size, and what is no image", () => {
    assert.throws(() => new AdaptiveAvgPool2d(0), {
      message:
        "AdaptiveAvgPool2d: expected outputSize to be a whole number >= 1, got 0; " +
        "pass another outputSize",
    });
    assert.throws(() => new AdaptiveAvgPool2d([1, 2, 3] as never), /to be \[height, width\]/);
    assert.throws(() => new AdaptiveAvgPool2d(1).forward(zeros([4, 4])), {
      message:
        "adaptiveAvgPool2d: expected an input [n, c, h, w] or [c, h, w], got [4, 4]; " +
        "reshape it, or check what came before",
    });
  });
});
