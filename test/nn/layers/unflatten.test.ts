import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Unflatten } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("Unflatten");

describe("Unflatten", () => {
  it("undoes Flatten", () => {
    const layer = new Unflatten(1, [1, 28, 28]);
    assert.deepEqual(layer.forward(zeros([64, 784])).shape, [64, 1, 28, 28]);
  });

  it("refuses sizes that cannot be, and that do not fit", () => {
    assert.throws(() => new Unflatten(1, [-1, -1]), {
      message:
        "Unflatten: expected unflattenedSize to be whole numbers >= 0, at most one -1, " +
        "got [-1, -1]; pass sizes such as [1, 28, 28]",
    });
    assert.throws(() => new Unflatten(1, []), /Unflatten: expected unflattenedSize/);
    assert.throws(() => new Unflatten(0.5, [1, 2]), /Unflatten: expected dim/);
    assert.throws(() => new Unflatten(1, [2, 2]).forward(zeros([2, 5])), /unflatten: expected/);
  });
});
