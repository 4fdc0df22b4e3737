import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyOp, zeros } from "../../../src/tensor/index.ts";
import { averagePooling } from "../../../src/tensor/ops/average-pooling.ts";
import { averagePoolingSamples } from "./average-pooling.samples.ts";
import { opSuite } from "./op-suite.ts";

opSuite(averagePooling, averagePoolingSamples);

describe("average pooling", () => {
  it("refuses what no window fits", () => {
    const attrs = {
      kernel: [2, 2],
      stride: [2, 2],
      padding: [0, 0],
      ceilMode: false,
      countIncludePad: true,
      divisor: 0,
    };
    const pool = (shape: number[], more = {}) =>
      applyOp(averagePooling.avgPool2d, [zeros(shape)], { ...attrs, ...more });
    assert.throws(() => pool([1, 1, 1, 4]), {
      message:
        "avgPool2d: expected an input no smaller than the 2 x 2 window, got [1, 1, 1, 4]; " +
        "pool less before",
    });
    assert.throws(() => pool([1, 1, 4, 4], { padding: [2, 0] }), /at most half the kernel/);
    assert.throws(() => pool([4, 4]), /avgPool2d: expected an input \[n, c, h, w\]/);
  });
});
