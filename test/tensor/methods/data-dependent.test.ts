import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { engineStats, tensor, zeros } from "../../../src/tensor/index.ts";

describe("nonzero and maskedSelect", () => {
  it("nonzero gives places in memory, of computed tensors, too", async () => {
    const x = tensor([
      [0, 2, 0],
      [1, 0, 3],
    ]);
    const places = await x.nonzero();
    assert.deepEqual([places.dtype, places.shape], ["int64", [3, 2]]);
    const { runs } = engineStats();
    assert.deepEqual(await places.toArray(), [
      [0, 1],
      [1, 0],
      [1, 2],
    ]);
    assert.equal(engineStats().runs, runs);
    assert.deepEqual(await (await x.sub(2).eq(0).nonzero()).toArray(), [[0, 1]]);
    assert.deepEqual((await zeros([2, 0, 3]).nonzero()).shape, [0, 3]);
  });

  it("maskedSelect takes elements in order, and gives them their gradient", async () => {
    const x = tensor([1, 5, 2, 7], { requiresGrad: true });
    const chosen = await x.maskedSelect(x.gt(1.5));
    assert.deepEqual(chosen.shape, [3]);
    chosen
      .mul(tensor([1, 10, 100]))
      .sum()
      .backward();
    assert.deepEqual(await chosen.toArray(), [5, 2, 7]);
    assert.deepEqual(await x.grad!.toArray(), [0, 1, 10, 100]);
  });

  it("maskedSelect adds up the gradients of an element that broadcasting repeats", async () => {
    const x = tensor([[2], [3]], { requiresGrad: true });
    const chosen = await x.maskedSelect(tensor([true, false, true]));
    chosen.sum().backward();
    assert.deepEqual(await chosen.toArray(), [2, 2, 3, 3]);
    assert.deepEqual(await x.grad!.toArray(), [[2], [2]]);
  });

  it("maskedSelect refuses masks of numbers and of other shapes", async () => {
    const x = tensor([1, 2, 3]);
    await assert.rejects(x.maskedSelect(x), {
      message:
        'maskedSelect: expected a mask of dtype bool, got "float32"; compare, or convert with .to("bool")',
    });
    await assert.rejects(x.maskedSelect(tensor([true, false])), /maskedSelect: expected/);
  });
});
