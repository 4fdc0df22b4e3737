import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { avgPool2d, maxPool1d, maxPool2d } from "../../../src/nn/functional/pooling.ts";
import { tensor, zeros } from "../../../src/tensor/index.ts";

describe("maxPool1d, maxPool2d, avgPool2d", () => {
  it("default to windows that tile", () => {
    assert.deepEqual(maxPool1d(zeros([1, 1, 6]), 3).shape, [1, 1, 2]);
    assert.deepEqual(maxPool2d(zeros([1, 1, 6, 6]), [3, 2]).shape, [1, 1, 2, 3]);
    assert.deepEqual(avgPool2d(zeros([1, 6, 6]), [3, 2]).shape, [1, 2, 3]);
  });

  it("leave nothing over in ceilMode", async () => {
    const x = tensor([[1, 2, 3]]);
    assert.deepEqual(await maxPool1d(x, 2, { ceilMode: true }).toArray(), [[2, 3]]);
    assert.deepEqual(await maxPool1d(x, 2).toArray(), [[2]]);
    assert.deepEqual(await avgPool2d(x.unsqueeze(0), [1, 2], { ceilMode: true }).toArray(), [
      [[1.5, 3]],
    ]);
  });

  it("refuse what is no signal or image", () => {
    assert.throws(() => maxPool1d(zeros([6]), 2), {
      message:
        "maxPool1d: expected an input [n, c, w] or [c, w], got [6]; " +
        "reshape it, or check what came before",
    });
    assert.throws(() => avgPool2d(zeros([6, 6]), 2), /avgPool2d: expected an input/);
  });
});
