import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AdaptiveMaxPool2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite, tiesSuite } from "../conv-golden.ts";

convSuite("AdaptiveMaxPool2d");
tiesSuite("AdaptiveMaxPool2d");

describe("AdaptiveMaxPool2d", () => {
  it("gives the size that was asked for, whatever comes", () => {
    const pool = new AdaptiveMaxPool2d([7, null]);
    assert.deepEqual(pool.forward(zeros([1, 2, 9, 11])).shape, [1, 2, 7, 11]);
    assert.deepEqual(pool.forward(zeros([2, 3, 4])).shape, [2, 7, 4]);
  });

  it("refuses what is no size, and what is no image", () => {
    assert.throws(() => new AdaptiveMaxPool2d(0), {
      message:
        "AdaptiveMaxPool2d: expected outputSize to be a whole number >= 1, got 0; " +
        "pass another outputSize",
    });
    assert.throws(() => new AdaptiveMaxPool2d([1, 2, 3] as never), /to be \[height, width\]/);
    assert.throws(() => new AdaptiveMaxPool2d(1).forward(zeros([4, 4])), {
      message:
        "adaptiveMaxPool2d: expected an input [n, c, h, w] or [c, h, w], got [4, 4]; " +
        "reshape it, or check what came before",
    });
  });
});
