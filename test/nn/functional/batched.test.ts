import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { batched } from "../../../src/nn/functional/batched.ts";
import { zeros } from "../../../src/tensor/index.ts";

describe("batched", () => {
  it("makes one image a batch of one and back, and leaves other ranks alone", () => {
    const seen: (readonly number[])[] = [];
    const call = (shape: number[]) =>
      batched(zeros(shape), 4, (x) => {
        seen.push(x.shape);
        return x;
      }).shape;
    assert.deepEqual(call([3, 5, 5]), [3, 5, 5]);
    assert.deepEqual(call([2, 3, 5, 5]), [2, 3, 5, 5]);
    assert.deepEqual(call([5, 5]), [5, 5]);
    assert.deepEqual(seen, [
      [1, 3, 5, 5],
      [2, 3, 5, 5],
      [5, 5],
    ]);
  });
});
