import assert from "node:assert/strict";
import { it } from "node:test";
import { BatchNorm1d } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("BatchNorm1d");

it("BatchNorm1d refuses one value a channel while training, other channels and ranks", () => {
  const layer = new BatchNorm1d(3);
  assert.throws(() => layer.forward(zeros([1, 3])), {
    message:
      "BatchNorm1d: expected more than 1 value per channel when training, got [1, 3]; use a larger batch (dropLast), or eval()",
  });
  assert.equal(layer.numBatchesTracked!.hostData()[0], 0n);
  assert.deepEqual(layer.eval().forward(zeros([1, 3])).shape, [1, 3]);
  assert.throws(
    () => layer.forward(zeros([2, 4])),
    /an input \[n, 3, \.\.\.\] of 2 or 3 dimensions/,
  );
  assert.throws(() => layer.forward(zeros([2, 3, 2, 2])), /2 or 3 dimensions/);
});
