import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SGD, type SGDOptions } from "../../src/optim/index.ts";
import { engineStats, type Tensor, tensor } from "../../src/tensor/index.ts";

const start = () => tensor([1, -2], { requiresGrad: true });

async function stepOnce(optimizer: SGD, ...parameters: Tensor[]): Promise<void> {
  optimizer.zeroGrad();
  for (const parameter of parameters) parameter.square().sum().backward();
  await optimizer.step();
}

describe("parameter groups", () => {
  it("have their own settings, and the optimizer's where they have none", async () => {
    const [x, y] = [start(), start()];
    const groups = [{ params: [x], lr: 0.25 }, { params: [y] }];
    const optimizer = new SGD(groups, { lr: 0.5, weightDecay: 1 });
    assert.deepEqual(
      optimizer.paramGroups.map(({ lr, weightDecay, params }) => [lr, weightDecay, params.length]),
      [
        [0.25, 1, 1],
        [0.5, 1, 1],
      ],
    );
    await stepOnce(optimizer, x, y); // x -= lr (2 x + x)
    assert.deepEqual([...x.hostData()], [0.25, -0.5]);
    assert.deepEqual([...y.hostData()], [-0.5, 1]);
  });

  it("take settings between steps, and all of them take the optimizer's rate", () => {
    const optimizer = new SGD([{ params: [start()] }, { params: [start()], lr: 2 }], { lr: 1 });
    assert.equal(optimizer.lr, 1);
    optimizer.paramGroups[1]!.momentum = 0.5;
    optimizer.lr = 3;
    assert.deepEqual(
      optimizer.paramGroups.map(({ lr, momentum }) => [lr, momentum]),
      [
        [3, 0],
        [3, 0.5],
      ],
    );
    assert.throws(() => {
      optimizer.paramGroups[1]!.momentum = -1;
    }, /SGD: expected momentum to be a finite number >= 0, got -1/);
    assert.equal(optimizer.paramGroups[1]!.momentum, 0.5);
  });

  it("are added later, too", async () => {
    const [x, y] = [start(), start()];
    const optimizer = new SGD([x], { lr: 0.5, momentum: 0.5 });
    await stepOnce(optimizer, x);
    optimizer.addParamGroup({ params: [y], lr: 0.25 });
    await stepOnce(optimizer, x, y);
    assert.deepEqual([...x.hostData()], [-0.5, 1]); // 0 - 0.5 (0 + 0.5 * 2)
    assert.deepEqual([...y.hostData()], [0.5, -1]);
  });

  it("refuse a parameter twice, unknown settings and what is no group", () => {
    const x = start();
    assert.throws(() => new SGD([x, x], { lr: 1 }), /each parameter once, in one group/);
    const twice = [{ params: [x] }, { params: [start(), x] }];
    assert.throws(() => new SGD(twice, { lr: 1 }), /each parameter once, in one group/);
    assert.throws(
      () => new SGD([{ params: [x] }, start()] as never, { lr: 1 }),
      /groups \{ params/,
    );
    const misspelt = { lr: 1, momentumm: 0.9 } as SGDOptions;
    assert.throws(() => new SGD([x], misspelt), /settings out of lr, momentum,.*got "momentumm"/);
    assert.throws(() => new SGD([{ params: [x], weight_decay: 1 }] as never, { lr: 1 }), /out of/);
  });

  it("need no new program for other rates, momenta and decays", async () => {
    const [x, y] = [start(), start()];
    const groups = [{ params: [x] }, { params: [y], lr: 0.2 }];
    const optimizer = new SGD(groups, { lr: 0.1, momentum: 0.9, weightDecay: 0.1 });
    await stepOnce(optimizer, x, y);
    const { compiles } = engineStats();
    for (let i = 1; i < 4; i++) {
      optimizer.paramGroups.forEach((group) => {
        Object.assign(group, { lr: 0.2 / i, momentum: 0.2 * i, weightDecay: 0.1 + i });
      });
      await stepOnce(optimizer, x, y);
    }
    assert.equal(engineStats().compiles, compiles);
  });
});

describe("a state", () => {
  it("brings the settings of its moment along, and is refused where others were given", async () => {
    const x = start();
    const optimizer = new SGD([x], { lr: 0.1, momentum: 0.9 });
    await stepOnce(optimizer, x);
    optimizer.paramGroups[0]!.momentum = 0.7;
    optimizer.paramGroups[0]!.initialLr = 0.4;
    const text = JSON.parse(JSON.stringify(optimizer.stateDict().groups)) as never;
    const state = { ...optimizer.stateDict(), groups: text };

    const same = new SGD([start()], { lr: 1, momentum: 0.9 });
    same.loadStateDict(state);
    const [{ lr, momentum, initialLr }] = same.paramGroups as [(typeof same.paramGroups)[0]];
    assert.deepEqual([lr, momentum, initialLr], [0.1, 0.7, 0.4]);
    for (const options of [{ momentum: 0.8 }, { momentum: 0.9, weightDecay: 1 }]) {
      const other = new SGD([start()], { lr: 1, ...options });
      const before = other.stateDict();
      assert.throws(() => other.loadStateDict(state), { code: "MISMATCH" });
      assert.deepEqual(other.stateDict(), before);
    }
    const more = new SGD([start(), start()], { lr: 1, momentum: 0.9 });
    assert.throws(() => more.loadStateDict(state), /groups of \[2\] parameters/);
  });
});

describe("two optimizers over one parameter", () => {
  it("may not step the same gradient", async () => {
    const x = start();
    const [first, second] = [new SGD([x], { lr: 0.25 }), new SGD([x], { lr: 0.25 })];
    await stepOnce(first, x);
    const values = [...x.hostData()];
    await assert.rejects(second.step(), /SGD.step: expected a gradient that no other optimizer/);
    assert.deepEqual([...x.hostData()], values);
    await stepOnce(second, x); // a later phase
    assert.deepEqual([...x.hostData()], [0.25, -0.5]);
  });

  it("may not step at the same time, nor one twice", async () => {
    const x = start();
    const [first, second] = [new SGD([x], { lr: 0.25 }), new SGD([x], { lr: 0.25 })];
    x.square().sum().backward();
    const running = first.step();
    x.zeroGrad();
    x.square().sum().backward();
    await assert.rejects(second.step(), /no other step of the same parameters under way/);
    await assert.rejects(first.step(), /await the other step\(\) first/);
    await running;
    assert.deepEqual([...x.hostData()], [0.5, -1]);
  });

  it("may go on after a step of the other that failed", async () => {
    const x = start();
    const [first, second] = [new SGD([x], { lr: 0.25 }), new SGD([x], { lr: 0.25 })];
    x.square().sum().mul(Infinity).backward();
    await assert.rejects(first.step({ requireFinite: true }), { code: "NOT_FINITE" });
    await second.step();
    assert.ok(!Number.isFinite(Number(x.hostData()[0])));
  });
});
