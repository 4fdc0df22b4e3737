import assert from "node:assert/strict";
import { test } from "node:test";
import { Permute } from "../../../src/models/blocks/permute.ts";
import { arange } from "../../../src/tensor/index.ts";

test("puts dimensions in another order", async () => {
  const x = arange(6).reshape([1, 2, 3]);
  const out = new Permute([0, 2, 1]).forward(x);
  assert.deepEqual(out.shape, [1, 3, 2]);
  assert.deepEqual(Array.from(await out.data(), Number), [0, 3, 1, 4, 2, 5]);
});

test("has no state", () => assert.equal(new Permute([1, 0]).stateDict().size, 0));
