import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Dropout } from "../../../src/nn/index.ts";
import { engineStats, manualSeed, ones, tensor, zeros } from "../../../src/tensor/index.ts";
import { layerSuite } from "../layer-suite.ts";

layerSuite("Dropout");

const values = async (p: number, seed: number) => {
  manualSeed(seed);
  return (await new Dropout(p).forward(ones([100, 100])).data()) as Float32Array;
};

describe("Dropout", () => {
  it("zeroes about a share p and scales the rest so that the mean stays", async () => {
    for (const p of [0.1, 0.5, 0.9]) {
      const out = await values(p, 3);
      const scale = Math.fround(1 / (1 - p));
      assert.deepEqual(new Set(out), new Set([0, scale]));
      const share = out.filter((value) => value === 0).length / out.length;
      // Five standard deviations of 10,000 draws.
      assert.ok(Math.abs(share - p) < 5 * Math.sqrt((p * (1 - p)) / 10_000), `share ${share}`);
    }
  });

  it("draws anew at each call and repeats after the same seed", async () => {
    const first = await values(0.5, 3);
    assert.deepEqual(await values(0.5, 3), first);
    assert.notDeepEqual(await values(0.5, 4), first);
    manualSeed(3);
    const layer = new Dropout(0.5);
    await layer.forward(ones([100, 100])).data();
    assert.notDeepEqual(await layer.forward(ones([100, 100])).data(), first);
  });

  it("passes the gradient where it passed the value", async () => {
    const x = ones([50], { requiresGrad: true });
    const y = new Dropout(0.5).forward(x);
    y.sum().backward();
    assert.deepEqual(await x.grad!.data(), await y.data());
  });

  it("is the identity in eval, for p = 0, and all zeros for p = 1", async () => {
    const x = tensor([1, 2]);
    assert.equal(new Dropout().eval().forward(x), x);
    assert.equal(new Dropout(0).forward(x), x);
    assert.deepEqual(await new Dropout(1).forward(x).toArray(), [0, 0]);
  });

  it("needs no new program for a new mask", async () => {
    const layer = new Dropout(0.5);
    await layer.forward(zeros([7, 3])).data();
    const { compiles } = engineStats();
    for (let i = 0; i < 5; i++) await layer.forward(zeros([7, 3])).data();
    assert.equal(engineStats().compiles, compiles);
  });

  it("refuses what is no probability", () => {
    assert.throws(() => new Dropout(1.1), {
      message: "Dropout: expected p to be a finite number in [0, 1], got 1.1; pass another p",
    });
  });
});
