import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AvgPool2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("AvgPool2d");

describe("AvgPool2d", () => {
  it("steps by its own size unless told otherwise", () => {
    const x = zeros([1, 3, 28, 28]);
    assert.deepEqual(new AvgPool2d(2).forward(x).shape, [1, 3, 14, 14]);
    assert.deepEqual(new AvgPool2d(2, { stride: 1 }).forward(x).shape, [1, 3, 27, 27]);
  });

  it("refuses what is no window when it is made", () => {
    assert.throws(() => new AvgPool2d(0), /AvgPool2d: expected kernelSize/);
    assert.throws(() => new AvgPool2d(2, { divisorOverride: 0 }), {
      message:
        "AvgPool2d: expected divisorOverride to be a whole number >= 1, got 0; " +
        "pass another divisorOverride",
    });
  });
});
