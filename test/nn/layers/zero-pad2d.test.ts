import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ZeroPad2d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("ZeroPad2d");

describe("ZeroPad2d", () => {
  it("refuses what is no padding", () => {
    assert.throws(() => new ZeroPad2d([1, 2] as never), {
      message:
        "ZeroPad2d: expected padding to be [left, right, top, bottom], got [1, 2]; " +
        "pass four numbers, or one for all",
    });
    assert.throws(() => new ZeroPad2d(0.5), /ZeroPad2d: expected padding/);
    assert.throws(() => new ZeroPad2d(1).forward(zeros([3])), /ZeroPad2d: expected an input/);
  });
});
