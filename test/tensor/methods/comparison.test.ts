import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tensor } from "../../../src/tensor/index.ts";

// Values and types of each operation: test/tensor/ops.
describe("comparison methods", () => {
  it("reach the operation of their name", async () => {
    const [a, b] = [tensor([4, 1, 0]), tensor([2, 2, 0])];
    const cases = [
      [a.eq(b), [false, false, true]],
      [a.ne(b), [true, true, false]],
      [a.gt(b), [true, false, false]],
      [a.ge(b), [true, false, true]],
      [a.lt(b), [false, true, false]],
      [a.le(b), [false, true, true]],
      [a.ne(1), [true, false, true]],
      [a.logicalAnd(1), [true, true, false]],
      [a.logicalOr(0), [true, true, false]],
      [a.logicalXor(b.gt(1)), [false, false, false]],
      [a.logicalNot(), [false, false, true]],
      [a.div(b).isnan(), [false, false, true]],
      [a.add(1).div(b).isinf(), [false, false, true]],
      [a.div(b).isfinite(), [true, true, false]],
    ] as const;
    for (const [got, want] of cases) {
      assert.equal(got.dtype, "bool");
      assert.deepEqual(await got.toArray(), want);
    }
  });
});
