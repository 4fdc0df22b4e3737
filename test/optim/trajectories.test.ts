import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { CrossEntropyLoss, Linear, Sequential, Tanh } from "../../src/nn/index.ts";
import { Adadelta } from "../../src/optim/adadelta.ts";
import { Adagrad } from "../../src/optim/adagrad.ts";
import { Adam } from "../../src/optim/adam.ts";
import { AdamW } from "../../src/optim/adam-w.ts";
import { Adamax } from "../../src/optim/adamax.ts";
import { ASGD } from "../../src/optim/asgd.ts";
import type * as optim from "../../src/optim/index.ts";
import { NAdam } from "../../src/optim/n-adam.ts";
import { RAdam } from "../../src/optim/r-adam.ts";
import { RMSprop } from "../../src/optim/rms-prop.ts";
import { Rprop } from "../../src/optim/rprop.ts";
import { SGD } from "../../src/optim/sgd.ts";
import { engineStats, Tensor, tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";

const optimizers = {
  Adadelta,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  ASGD,
  NAdam,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
};

type Name = keyof typeof optimizers;
type Options = Readonly<Record<string, unknown>>;
type Numbers = Readonly<Record<string, readonly number[]>>;

interface Golden {
  readonly x: readonly number[];
  readonly targets: readonly number[];
  readonly first: Numbers;
  readonly cases: readonly {
    readonly optimizer: Name;
    readonly options: Options;
    readonly losses: readonly number[];
    readonly last: Numbers;
  }[];
}

const path = fixture("golden", "optim", "optimizers.json");
const golden = JSON.parse(readFileSync(path, "utf8")) as Golden;
const images = Tensor.fromData(Float32Array.from(golden.x), [6, 3]);
const labels = tensor(golden.targets, { dtype: "int64" });

function make(name: Name, parameters: Iterable<Tensor>, options: Options): optim.Optimizer {
  const words = Object.entries(options).map(([key, value]) => {
    return [key.replace(/_./g, ([, letter]) => letter!.toUpperCase()), value];
  });
  const Class = optimizers[name] as new (parameters: Iterable<Tensor>, options: object) => never;
  return new Class(parameters, Object.fromEntries(words) as object);
}

function netOf(first: Numbers): Sequential {
  const net = new Sequential(new Linear(3, 4), new Tanh(), new Linear(4, 3));
  const state = [...net.stateDict()].map(([name, { shape }]) => {
    return [name, Tensor.fromData(Float32Array.from(first[name]!), shape)] as const;
  });
  net.loadStateDict(new Map(state));
  return net;
}

async function train(net: Sequential, optimizer: optim.Optimizer, steps: number) {
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    optimizer.zeroGrad();
    const loss = new CrossEntropyLoss().forward(net.forward(images), labels);
    loss.backward();
    await optimizer.step();
    losses.push(await loss.item());
  }
  return losses;
}

function values(net: Sequential): Record<string, number[]> {
  const state = [...net.stateDict()];
  return Object.fromEntries(state.map(([name, part]) => [name, [...part.hostData()].map(Number)]));
}

function near(got: readonly number[], want: readonly number[], what: string): void {
  assert.equal(got.length, want.length);
  got.forEach((value, i) => {
    const close = Math.abs(value - want[i]!) <= 1e-5 * Math.max(1, Math.abs(want[i]!));
    assert.ok(close, `${what} ${i}: got ${value}, want ${want[i]}`);
  });
}

describe("optimizers go where torch's go in twelve steps, with one program from the second on", () => {
  for (const { optimizer: name, options, losses, last } of golden.cases) {
    it(`${name} ${JSON.stringify(options)}`, async () => {
      const net = netOf(golden.first);
      const optimizer = make(name, net.parameters(), options);
      const begin = await train(net, optimizer, 1);
      const { compiles } = engineStats();
      const rest = await train(net, optimizer, losses.length - 1);
      assert.equal(engineStats().compiles, compiles);
      near([...begin, ...rest], losses, "loss");
      for (const [key, got] of Object.entries(values(net))) near(got, last[key]!, key);
    });
  }
});

describe("optimizers continue from their state bit for bit", () => {
  for (const { optimizer: name, options } of golden.cases.filter(({ options: { lr } }) => lr)) {
    it(`${name} ${JSON.stringify(options)}`, async () => {
      const net = netOf(golden.first);
      const optimizer = make(name, net.parameters(), options);
      await train(net, optimizer, 4);
      const other = netOf(values(net));
      const resumed = make(name, other.parameters(), options);
      const { tensors, ...rest } = optimizer.stateDict();
      resumed.loadStateDict({ tensors, ...(JSON.parse(JSON.stringify(rest)) as typeof rest) });
      await train(net, optimizer, 3);
      await train(other, resumed, 3);
      assert.deepEqual(values(other), values(net));
    });
  }
});

describe("optimizers refuse", () => {
  const one = () => [tensor([1], { requiresGrad: true })];
  const refusals: [Name, Options][] = [
    ["ASGD", { lr: -1 }],
    ["ASGD", { t0: Number.NaN }],
    ["Rprop", { etas: [1.1, 1.2] }],
    ["Rprop", { etas: [0.5, 0.9] }],
    ["Rprop", { stepSizes: [2, 1] }],
    ["Adagrad", { lrDecay: -1 }],
    ["Adagrad", { initialAccumulatorValue: -1 }],
    ["Adadelta", { rho: 1.1 }],
    ["RMSprop", { alpha: -0.1 }],
    ["RMSprop", { centered: 1 }],
    ["Adam", { betas: [0.9, 1] }],
    ["Adam", { betas: [-0.1, 0.9] }],
    ["Adam", { betas: [0.9] }],
    ["Adam", { eps: -1 }],
    ["AdamW", { weightDecay: -1 }],
    ["AdamW", { momentum: 0.9 }],
    ["Adamax", { betas: [1, 0.9] }],
    ["NAdam", { momentumDecay: -1 }],
    ["RAdam", { betas: 0.9 }],
  ];
  for (const [name, options] of refusals) {
    it(`${name} ${JSON.stringify(options)}`, () => {
      const message = new RegExp(`^${name}: expected .*; `);
      assert.throws(() => make(name, one(), options), { code: "INVALID_ARGUMENT", message });
    });
  }
});

describe("NAdam and RAdam, which torch 1.13 cannot turn around,", () => {
  for (const name of ["NAdam", "RAdam"] as const) {
    it(`${name} climbs where it would descend on the negated loss`, async () => {
      const [x, y] = [
        tensor([1, -2], { requiresGrad: true }),
        tensor([1, -2], { requiresGrad: true }),
      ];
      const [up, down] = [make(name, [x], { maximize: true }), make(name, [y], {})];
      for (let i = 0; i < 3; i++) {
        up.zeroGrad();
        down.zeroGrad();
        x.square().sum().neg().backward();
        y.square().sum().backward();
        await up.step();
        await down.step();
      }
      assert.deepEqual(x.hostData(), y.hostData());
      assert.notEqual(Number(x.hostData()[0]), 1);
    });
  }
});
