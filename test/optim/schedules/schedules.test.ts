import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Adam } from "../../../src/optim/adam.ts";
import type * as optim from "../../../src/optim/index.ts";
import { ChainedScheduler } from "../../../src/optim/schedules/chained-scheduler.ts";
import { ConstantLR } from "../../../src/optim/schedules/constant-lr.ts";
import { CosineAnnealingLR } from "../../../src/optim/schedules/cosine-annealing-lr.ts";
import { CosineAnnealingWarmRestarts } from "../../../src/optim/schedules/cosine-annealing-warm-restarts.ts";
import { CyclicLR } from "../../../src/optim/schedules/cyclic-lr.ts";
import { ExponentialLR } from "../../../src/optim/schedules/exponential-lr.ts";
import { LambdaLR } from "../../../src/optim/schedules/lambda-lr.ts";
import { LinearLR } from "../../../src/optim/schedules/linear-lr.ts";
import { MultiStepLR } from "../../../src/optim/schedules/multi-step-lr.ts";
import { MultiplicativeLR } from "../../../src/optim/schedules/multiplicative-lr.ts";
import { OneCycleLR } from "../../../src/optim/schedules/one-cycle-lr.ts";
import { PolynomialLR } from "../../../src/optim/schedules/polynomial-lr.ts";
import { ReduceLROnPlateau } from "../../../src/optim/schedules/reduce-lr-on-plateau.ts";
import { SequentialLR } from "../../../src/optim/schedules/sequential-lr.ts";
import { StepLR } from "../../../src/optim/schedules/step-lr.ts";
import { SGD } from "../../../src/optim/sgd.ts";
import { engineStats, tensor } from "../../../src/tensor/index.ts";
import { fixture } from "../../support/paths.ts";

interface Case {
  readonly schedule: string;
  readonly options: Readonly<Record<string, unknown>> | null;
  readonly rates: readonly (readonly number[])[];
  readonly momenta?: readonly number[];
  readonly values?: readonly number[];
}

interface Schedule {
  step(value?: number): void;
  getLastLr(): readonly number[];
  stateDict(): object;
  loadStateDict(state: object): void;
}

const path = fixture("golden", "optim", "schedules.json");
const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly Case[] };

const schedules = {
  ConstantLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  CyclicLR,
  ExponentialLR,
  LinearLR,
  MultiStepLR,
  OneCycleLR,
  PolynomialLR,
  ReduceLROnPlateau,
  StepLR,
};
const one = () => tensor([0], { requiresGrad: true });

function optimizerOf(): optim.SGD {
  const groups = [0.05, 0.2].map((lr) => ({ params: [one()], lr }));
  return new SGD(groups, { lr: 1, momentum: 0.5 });
}

const composed: Record<string, (optimizer: optim.Optimizer) => Schedule> = {
  LambdaLR: (o) =>
    new LambdaLR(o, { lrLambda: [(e) => 0.95 ** e, (e) => 1 / (1 + e)] }) as Schedule,
  MultiplicativeLR: (o) =>
    new MultiplicativeLR(o, { lrLambda: (e) => (e % 2 ? 0.99 : 0.98) }) as Schedule,
  SequentialLR: (o) =>
    new SequentialLR(o, {
      schedulers: [
        new LinearLR(o, { startFactor: 0.1, totalIters: 20 }),
        new CosineAnnealingLR(o, { tMax: 60 }),
        new ExponentialLR(o, { gamma: 0.9 }),
      ],
      milestones: [20, 120],
    }) as Schedule,
  ChainedScheduler: (o) =>
    new ChainedScheduler([
      new ConstantLR(o, { factor: 0.1, totalIters: 10 }),
      new ExponentialLR(o, { gamma: 0.99 }),
    ]) as Schedule,
};

const warm = (o: optim.Optimizer) =>
  new SequentialLR(o, {
    schedulers: [
      new LinearLR(o, { startFactor: 0.1, totalIters: 20 }),
      new ExponentialLR(o, { gamma: 0.95 }),
    ],
    milestones: [20],
  });

const nested: Record<string, (optimizer: optim.Optimizer) => object> = {
  "SequentialLR in ChainedScheduler": (o) =>
    new ChainedScheduler([warm(o), new StepLR(o, { stepSize: 30 })]),
  "SequentialLR last in ChainedScheduler": (o) =>
    new ChainedScheduler([new StepLR(o, { stepSize: 30 }), warm(o)]),
  "ChainedScheduler in ChainedScheduler": (o) =>
    new ChainedScheduler([
      composed.ChainedScheduler!(o) as ChainedScheduler,
      new StepLR(o, { stepSize: 50 }),
      warm(o),
    ]),
  "SequentialLR in SequentialLR": (o) =>
    new SequentialLR(o, {
      schedulers: [warm(o), new StepLR(o, { stepSize: 30, gamma: 0.5 })],
      milestones: [70],
    }),
  "SequentialLR of three levels": (o) =>
    new SequentialLR(o, {
      schedulers: [
        new SequentialLR(o, {
          schedulers: [warm(o), new ExponentialLR(o, { gamma: 0.9 })],
          milestones: [40],
        }),
        new CosineAnnealingLR(o, { tMax: 50 }),
      ],
      milestones: [80],
    }),
  "factor 0 until the end": (o) => new ConstantLR(o, { factor: 0, totalIters: 1000 }),
  "fall to 0": (o) => new LinearLR(o, { startFactor: 0.5, endFactor: 0, totalIters: 150 }),
  "no steps from one factor to the other": (o) =>
    new LinearLR(o, { startFactor: 0.5, endFactor: 0.8, totalIters: 0 }),
};

function make(optimizer: optim.Optimizer, { schedule, options }: Case): Schedule {
  if (options === null) return { ...composed, ...nested }[schedule]!(optimizer) as Schedule;
  const words = Object.entries(options).map(([key, value]) => {
    const name = key.replace(/^T/, "t").replace(/_./g, ([, letter]) => letter!.toUpperCase());
    return [name, value];
  });
  const classes = schedules as unknown as Record<
    string,
    new (
      o: optim.Optimizer,
      p: object,
    ) => Schedule
  >;
  return new classes[schedule]!(optimizer, Object.fromEntries(words) as object);
}

function near(got: number, want: number, what: string): void {
  const close = Math.abs(got - want) <= 1e-12 * Math.max(1, Math.abs(want));
  assert.ok(close, `${what}: got ${got}, want ${want}`);
}

describe("schedules give torch's rates in 200 steps, and go on from their state", () => {
  for (const item of cases) {
    it(`${item.schedule} ${JSON.stringify(item.options)}`, () => {
      let optimizer = optimizerOf();
      let schedule = make(optimizer, item);
      item.rates.forEach((rates, step) => {
        if (step > 0) schedule.step(item.values?.[step - 1]);
        optimizer.paramGroups.forEach(({ lr, momentum }, i) => {
          near(lr, rates[i]!, `step ${step}, group ${i}`);
          near(schedule.getLastLr()[i]!, lr, "getLastLr");
          if (i === 1) near(momentum!, item.momenta?.[step] ?? 0.5, `momentum ${step}`);
        });
        if (step !== 65) return;
        const saved = [optimizer.stateDict(), schedule.stateDict()].map((state) =>
          JSON.parse(JSON.stringify(state)),
        );
        optimizer = optimizerOf();
        schedule = make(optimizer, item);
        schedule.loadStateDict(saved[1] as object);
        optimizer.loadStateDict({ ...(saved[0] as optim.OptimizerState), tensors: new Map() });
      });
    });
  }
});

describe("schedules", () => {
  it("need no new program, momentum included", async () => {
    const x = one();
    const optimizer = new SGD([x], { lr: 1, momentum: 0.5 });
    const schedule = new OneCycleLR(optimizer, { maxLr: 0.1, totalSteps: 10 });
    const step = async () => {
      optimizer.zeroGrad();
      x.sub(1).square().sum().backward();
      await optimizer.step();
      schedule.step();
    };
    await step();
    const { compiles } = engineStats();
    for (let i = 0; i < 8; i++) await step();
    assert.equal(engineStats().compiles, compiles);
    assert.throws(() => [1, 2].forEach(() => void schedule.step()), /at most 10 steps, got 12/);
  });

  it("move the first beta of Adam, and need a momentum to move", () => {
    const adam = new Adam([one()], {});
    new OneCycleLR(adam, { maxLr: 0.1, totalSteps: 10, maxMomentum: 0.8 });
    assert.deepEqual(adam.paramGroups[0]!.betas, [0.8, 0.999]);
    const cyclic = { baseLr: 0.1, maxLr: 1 };
    assert.throws(() => new CyclicLR(adam, cyclic), /with momentum for cycleMomentum/);
  });

  it("go on from lastEpoch where groups say what they began with", () => {
    const optimizer = optimizerOf();
    assert.throws(() => new ExponentialLR(optimizer, { gamma: 0.5, lastEpoch: 3 }), /initialLr/);
    new ExponentialLR(optimizer, { gamma: 0.5 });
    const next = new ExponentialLR(optimizer, { gamma: 0.5, lastEpoch: 3 });
    assert.equal(next.lastEpoch, 4);
    assert.deepEqual(next.getLastLr(), [0.025, 0.1]);
  });

  it("refuse a state of other settings", () => {
    const state = new ExponentialLR(optimizerOf(), { gamma: 0.5 }).stateDict();
    const other = new ExponentialLR(optimizerOf(), { gamma: 0.6 });
    assert.throws(() => other.loadStateDict(state), { code: "MISMATCH" });
  });

  it("refuse settings that are out of range", () => {
    const [o, other] = [optimizerOf(), optimizerOf()];
    const refused: (() => unknown)[] = [
      () => new StepLR(o, { stepSize: 0 }),
      () => new MultiStepLR(o, { milestones: [1.5] }),
      () => new ConstantLR(o, { factor: 1.1 }),
      () => new LinearLR(o, { startFactor: -0.1 }),
      () => new LinearLR(o, { endFactor: 2 }),
      () => new CosineAnnealingLR(o, { tMax: 0 }),
      () => new CosineAnnealingWarmRestarts(o, { t0: 0 }),
      () => new CosineAnnealingWarmRestarts(o, { t0: 1, tMult: 0.5 }),
      () => new CyclicLR(o, { baseLr: [1], maxLr: 2 }),
      () => new OneCycleLR(o, { maxLr: 1 }),
      () => new OneCycleLR(o, { maxLr: 1, totalSteps: 9, pctStart: 2 }),
      () => new ReduceLROnPlateau(o, { factor: 1 }),
      () => new LambdaLR(o, { lrLambda: [() => 1] }),
      () => new SequentialLR(o, { schedulers: [], milestones: [] }),
      () => new ChainedScheduler([]),
      () =>
        new SequentialLR(other, {
          schedulers: [new StepLR(other, { stepSize: 1 }), warm(other)],
          milestones: [2],
        }),
      () =>
        new SequentialLR(other, {
          schedulers: [
            new ChainedScheduler([warm(other)]) as never,
            new StepLR(other, { stepSize: 1 }),
          ],
          milestones: [2],
        }),
    ];
    for (const call of refused) assert.throws(call, { code: "INVALID_ARGUMENT" }, String(call));
    assert.deepEqual(
      o.paramGroups.map(({ lr }) => lr),
      [0.05, 0.2],
    );
  });

  it("of factor 0 fail where PyTorch divides by it", () => {
    const rise = new LinearLR(optimizerOf(), { startFactor: 0 });
    assert.deepEqual(rise.getLastLr(), [0, 0]);
    assert.throws(() => rise.step(), {
      message:
        "LinearLR.step: expected a startFactor > 0 to rise from, got 0; " +
        "begin with a small number, 1e-8 say",
    });
    const still = new ConstantLR(optimizerOf(), { factor: 0, totalIters: 2 });
    still.step();
    assert.throws(() => still.step(), /^VisionError: ConstantLR.step: expected a factor > 0/);
  });

  it("refuse a state of other kinds of schedules", () => {
    const o = optimizerOf();
    const flat = new ChainedScheduler([new StepLR(o, { stepSize: 30 })]);
    const deep = new ChainedScheduler([warm(o)]);
    assert.throws(() => deep.loadStateDict(flat.stateDict()), { code: "MISMATCH" });
    assert.throws(() => flat.loadStateDict(deep.stateDict()), { code: "MISMATCH" });
  });

  it("a phase without length is at its end", () => {
    const optimizer = optimizerOf();
    const schedule = new OneCycleLR(optimizer, { maxLr: 1, totalSteps: 4, pctStart: 0.25 });
    assert.deepEqual(schedule.getLastLr(), [1, 1]);
    schedule.step();
    assert.ok(schedule.getLastLr().every((rate) => rate < 1));
  });
});
