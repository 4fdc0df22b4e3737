import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BatchNorm2d, Conv2d, Sequential } from "../../../src/nn/index.ts";
import { SGD } from "../../../src/optim/index.ts";
import { engineStats, manualSeed, noGrad, Tensor } from "../../../src/tensor/index.ts";
import { defaultRng } from "../../../src/util/default-rng.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("BatchNorm2d");

function images(): Tensor {
  const rng = defaultRng();
  return Tensor.fromData(
    Float32Array.from({ length: 100 }, () => rng.uniform(-1, 3)),
    [4, 1, 5, 5],
  );
}

describe("BatchNorm2d's running statistics", () => {
  it("come with the training step, in its one run, and need no new program", async () => {
    manualSeed(3);
    const layer = new BatchNorm2d(2);
    const net = new Sequential(new Conv2d(1, 2, 3), layer);
    const optimizer = new SGD(net.parameters(), { lr: 0.1, momentum: 0.9 });
    const seen: number[][] = [];
    const counts: { compiles: number; runs: number }[] = [];
    for (let i = 0; i < 4; i++) {
      net.zeroGrad();
      net.forward(images()).square().mean().backward();
      await optimizer.step();
      seen.push([...(layer.runningMean!.hostData() as Float32Array)]);
      counts.push(engineStats());
    }
    assert.equal(counts[3]!.compiles, counts[1]!.compiles);
    assert.equal(counts[3]!.runs, counts[0]!.runs + 3);
    assert.equal(new Set(seen.map(String)).size, 4);
    assert.equal(net.stateDict().get("1.num_batches_tracked")!.hostData()[0], 4n);
  });

  it("go through two forwards before a run as through two runs", async () => {
    manualSeed(3);
    const [a, b] = [images(), images()];
    const [together, apart] = [new BatchNorm2d(1), new BatchNorm2d(1)];
    await together.forward(a).add(together.forward(b)).sum().data();
    await apart.forward(a).data();
    await apart.forward(b).data();
    for (const name of ["running_mean", "running_var", "num_batches_tracked"]) {
      const [one, two] = [together, apart].map((layer) => layer.stateDict().get(name)!.hostData());
      assert.deepEqual(one, two, name);
    }
  });

  it("take no gradient, stay in eval, change under noGrad, and begin anew", async () => {
    manualSeed(3);
    const layer = new BatchNorm2d(1);
    const x = images().setRequiresGrad();
    layer.forward(x);
    assert.equal(layer.runningMean!.requiresGrad, false);
    const before = [...(await layer.runningMean!.data())];
    layer.eval();
    await layer.forward(images()).data();
    assert.deepEqual([...layer.runningMean!.hostData()], before);
    layer.train();
    await noGrad(() => layer.forward(images())).data();
    assert.notDeepEqual([...layer.runningMean!.hostData()], before);
    layer.resetRunningStats();
    const state = [...layer.stateDict().values()].map((tensor) => Number(tensor.hostData()[0]));
    assert.deepEqual(state, [1, 0, 0, 1, 0]);
  });
});
