import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PixelShuffle } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("PixelShuffle");

describe("PixelShuffle", () => {
  it("refuses channels that do not divide", () => {
    assert.throws(() => new PixelShuffle(2).forward(zeros([1, 6, 2, 2])), {
      message:
        "pixelShuffle: expected an input [..., c, h, w] with c divisible by 4, " +
        "got [1, 6, 2, 2]; check the layer before",
    });
    assert.throws(() => new PixelShuffle(0), /PixelShuffle: expected upscaleFactor/);
  });
});
