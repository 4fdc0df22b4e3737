import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pair } from "../../src/nn/functional.ts";
import { conv2d, linear, maxPool2d } from "../../src/nn/index.ts";
import { ones, tensor, zeros } from "../../src/tensor/index.ts";

describe("functions behind the layers", () => {
  it("linear takes vectors, batches and any leading dims", async () => {
    const weight = tensor([
      [1, 2, 3],
      [0, 1, 0],
    ]);
    const bias = tensor([10, 20]);
    assert.deepEqual(await linear(tensor([1, 1, 1]), weight).toArray(), [6, 1]);
    assert.deepEqual(await linear(tensor([[1, 0, 2]]), weight, bias).toArray(), [[17, 20]]);
    assert.deepEqual(linear(zeros([2, 5, 3]), weight, bias).shape, [2, 5, 2]);
    assert.deepEqual(linear(zeros([0, 3]), weight, bias).shape, [0, 2]);
  });

  it("conv2d and maxPool2d default to step 1 and to windows that tile", () => {
    assert.deepEqual(conv2d(zeros([1, 1, 5, 5]), ones([2, 1, 3, 3])).shape, [1, 2, 3, 3]);
    assert.deepEqual(maxPool2d(zeros([1, 1, 6, 6]), [3, 2]).shape, [1, 1, 2, 3]);
  });

  it("pair takes one number for both and refuses others", () => {
    assert.deepEqual(pair("f", "stride", 2, 1), [2, 2]);
    assert.deepEqual(pair("f", "stride", [1, 3], 1), [1, 3]);
    assert.throws(() => pair("f", "stride", [1, 0], 1), /f: expected stride to be a whole number/);
    assert.throws(() => pair("f", "stride", [1, 2, 3] as never, 1), {
      message:
        "f: expected stride to be [height, width], got [1, 2, 3]; pass two numbers, or one for both",
    });
    assert.throws(() => pair("f", "stride", "2" as never, 1), /f: expected stride/);
  });
});
