import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { padEdges } from "../../../src/nn/functional/padding-modes.ts";
import { tensor } from "../../../src/tensor/index.ts";

describe("padEdges", () => {
  const x = tensor([[1, 2, 3]]);
  it("goes on as the mode says", async () => {
    const row = async (mode?: Parameters<typeof padEdges>[3]) =>
      padEdges(x, [2], [1], mode).toArray();
    assert.deepEqual(await row(), [[0, 0, 1, 2, 3, 0]]);
    assert.deepEqual(await row("reflect"), [[3, 2, 1, 2, 3, 2]]);
    assert.deepEqual(await row("replicate"), [[1, 1, 1, 2, 3, 3]]);
    assert.deepEqual(await row("circular"), [[2, 3, 1, 2, 3, 1]]);
  });

  it("takes the dimensions in their order", () => {
    assert.deepEqual(padEdges(x, [1, 0], [0, 2]).shape, [2, 5]);
    assert.equal(padEdges(x, [0, 0], [0, 0]), x);
  });
});
