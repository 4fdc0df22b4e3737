import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Conv3d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("Conv3d");

describe("Conv3d", () => {
  it("maps [2, 3, 4, 8, 8] to [2, 6, 2, 6, 6]", () => {
    assert.deepEqual(new Conv3d(3, 6, 3).forward(zeros([2, 3, 4, 8, 8])).shape, [2, 6, 2, 6, 6]);
  });

  it("refuses what does not fit", () => {
    assert.throws(() => new Conv3d(3, 6, [3, 3] as never), {
      message:
        "Conv3d: expected kernelSize to be [depth, height, width], got [3, 3]; " +
        "pass three numbers, or one for all",
    });
    assert.throws(() => new Conv3d(3, 6, 3).forward(zeros([8, 8])), /conv3d: .* \[n, c, d, h, w\]/);
  });
});
