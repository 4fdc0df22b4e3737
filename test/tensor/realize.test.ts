import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { engineStats, realize, tensor } from "../../src/tensor/index.ts";

describe("realize", () => {
  it("brings several tensors into memory in one run", async () => {
    const x = tensor([1, 4]);
    const [a, b] = [x.sqrt(), x.sum()];
    const { runs } = engineStats();
    await realize(a, b);
    assert.equal(engineStats().runs, runs + 1);
    assert.deepEqual([[...a.hostData()], [...b.hostData()]], [[1, 2], [5]]);
  });
});
