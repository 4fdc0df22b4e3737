import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MaxPool1d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("MaxPool1d");

describe("MaxPool1d", () => {
  it("steps by its own size unless told otherwise", () => {
    assert.deepEqual(new MaxPool1d(2).forward(zeros([1, 3, 28])).shape, [1, 3, 14]);
    assert.deepEqual(new MaxPool1d(2, { stride: 1 }).forward(zeros([3, 28])).shape, [3, 27]);
  });

  it("refuses what is no window when it is made", () => {
    assert.throws(() => new MaxPool1d([2, 2] as never), {
      message: "MaxPool1d: expected kernelSize to be [width], got [2, 2]; pass one number",
    });
    assert.throws(() => new MaxPool1d(2, { stride: 0 }), /MaxPool1d: expected stride/);
  });
});
