import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CrossEntropyLoss, Linear, ReLU, Sequential } from "../../src/nn/index.ts";
import { SGD } from "../../src/optim/index.ts";
import { engineStats, manualSeed, type Tensor, tensor, uniform } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";

function setup(width: number) {
  manualSeed(1);
  const net = new Sequential(new Linear(4, width), new ReLU(), new Linear(width, 3));
  const optimizer = new SGD(net.parameters(), { lr: 0.05, momentum: 0.9 });
  const rng = new Rng(2);
  const batch = (n: number): [Tensor, Tensor] => [
    uniform([n, 4], -1, 1, rng),
    tensor(
      Array.from({ length: n }, () => rng.int(0, 3)),
      { dtype: "int64" },
    ),
  ];
  const step = async ([images, labels]: readonly [Tensor, Tensor]) => {
    const loss = new CrossEntropyLoss().forward(net.forward(images), labels);
    optimizer.zeroGrad();
    loss.backward();
    await optimizer.step();
    return loss.item();
  };
  return { net, optimizer, batch, step };
}

describe("a training step is one compiled run", () => {
  it("1,000 equal steps compile once and run 1,000 times, and the loss falls", async () => {
    const { batch, step } = setup(8);
    const fixed = batch(6);
    const before = engineStats();
    const losses: number[] = [];
    for (let i = 0; i < 1000; i++) losses.push(await step(fixed));
    const after = engineStats();
    assert.equal(after.compiles - before.compiles, 1);
    assert.equal(after.runs - before.runs, 1000);
    assert.ok(losses.at(-1)! < losses[0]! / 10, `${losses[0]} to ${losses.at(-1)}`);
  });

  it("another learning rate compiles nothing; another batch size once, and back nothing", async () => {
    const { optimizer, batch, step } = setup(9);
    await step(batch(6));
    const { compiles } = engineStats();
    for (const lr of [0.1, 0.01, 0]) {
      optimizer.lr = lr;
      await step(batch(6));
    }
    assert.equal(engineStats().compiles, compiles);
    await step(batch(5));
    assert.equal(engineStats().compiles, compiles + 1);
    for (const n of [6, 5, 6]) await step(batch(n));
    assert.equal(engineStats().compiles, compiles + 1);
  });

  it("2,000 steps leave memory flat", async () => {
    const { batch, step } = setup(10);
    const fixed = batch(6);
    const sizes: { heapUsed: number; rss: number }[] = [];
    for (let i = 0; i < 2000; i++) {
      await step(fixed);
      if (i === 500 || i === 1999) {
        globalThis.gc?.();
        sizes.push(process.memoryUsage());
      }
    }
    const [early, late] = sizes as [NodeJS.MemoryUsage, NodeJS.MemoryUsage];
    const megabytes = (from: number, to: number) => (to - from) / 2 ** 20;
    // Keeping each step's graph (about 10 kB and twelve native tensors) would add far more.
    assert.ok(megabytes(early.heapUsed, late.heapUsed) < 24, "heap");
    assert.ok(megabytes(early.rss, late.rss) < 100, "resident");
  });
});

describe("what a run returns", () => {
  it("keep() computes in the run of the step", async () => {
    const { net, optimizer, batch } = setup(11);
    const [images, labels] = batch(4);
    const logits = net.forward(images).keep();
    const correct = logits.argmax(1).eq(labels).to("int64").sum().keep();
    const loss = new CrossEntropyLoss().forward(logits, labels);
    loss.backward();
    const { runs } = engineStats();
    await optimizer.step();
    assert.equal(engineStats().runs, runs + 1);
    assert.equal(logits.hostData().length, 12);
    assert.ok(Number(correct.hostData()[0]) >= 0);
    await Promise.all([logits.data(), correct.item(), loss.item()]);
    assert.equal(engineStats().runs, runs + 1);
  });

  it("what was not kept is computed again from the values that it was recorded with", async () => {
    const { net, optimizer, batch } = setup(12);
    const [images, labels] = batch(4);
    const want = await net.forward(images).data();
    const logits = net.forward(images);
    new CrossEntropyLoss().forward(logits, labels).backward();
    await optimizer.step();
    assert.throws(() => logits.hostData(), /not computed yet/);
    const { runs } = engineStats();
    assert.deepEqual(await logits.data(), want);
    assert.equal(engineStats().runs, runs + 1);
    assert.notDeepEqual(await net.forward(images).data(), want);
  });
});
