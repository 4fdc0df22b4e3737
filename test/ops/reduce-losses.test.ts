import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { reduceLosses } from "../../src/ops/reduce-losses.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";

describe("reduceLosses", () => {
  test("none, mean and sum; the mean of none is 0", async () => {
    const losses = tensor([1, 2, 6]);
    assert.equal(reduceLosses("me", losses, "none"), losses);
    assert.equal(await reduceLosses("me", losses, "mean").item(), 3);
    assert.equal(await reduceLosses("me", losses, "sum").item(), 9);
    assert.equal(await reduceLosses("me", zeros([0]), "mean").item(), 0);
    assert.throws(() => reduceLosses("me", losses, "max" as never), /me: expected reduction to be/);
  });
});
