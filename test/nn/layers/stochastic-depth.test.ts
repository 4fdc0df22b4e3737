import assert from "node:assert/strict";
import { it } from "node:test";
import { StochasticDepth } from "../../../src/nn/index.ts";
import { manualSeed, ones } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("StochasticDepth");

it("StochasticDepth zeroes rows, and scales the others", async () => {
  manualSeed(5);
  const y = await new StochasticDepth(0.2, "row").forward(ones([1000, 1, 2])).data();
  const values = [...(y as Float32Array)];
  assert.ok(values.every((value, i) => value === values[i - (i % 2)]));
  assert.deepEqual(new Set(values), new Set([0, 1.25]));
  const share = values.filter((value) => value === 0).length / values.length;
  assert.ok(Math.abs(share - 0.2) < 0.05, `${share} zeroed`);
});

it("StochasticDepth zeroes a whole batch or nothing", async () => {
  manualSeed(5);
  const layer = new StochasticDepth(0.5, "batch");
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++) seen.add(String(await layer.forward(ones([2, 2])).data()));
  assert.deepEqual(seen, new Set(["0,0,0,0", "2,2,2,2"]));
});

it("StochasticDepth is the identity in eval, leaves nothing for p = 1, and checks its options", async () => {
  const x = ones([2, 3]);
  assert.equal(new StochasticDepth(0.5, "row").eval().forward(x), x);
  assert.equal(await new StochasticDepth(1, "row").forward(x).sum().item(), 0);
  assert.throws(() => new StochasticDepth(2, "row"), /p to be a finite number/);
  assert.throws(() => new StochasticDepth(0.1, "column" as "row"), /one of batch, row/);
});
