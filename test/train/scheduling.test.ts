import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  ChainedScheduler,
  CosineAnnealingLR,
  ExponentialLR,
  LinearLR,
  OneCycleLR,
  type Optimizer,
  ReduceLROnPlateau,
  SequentialLR,
  StepLR,
} from "../../src/optim/index.ts";
import {
  loadSchedule,
  type Schedule,
  type ScheduleEvery,
  saveSchedule,
  stepSchedule,
} from "../../src/train/scheduling.ts";
import { type StepRecord, Trainer, type TrainerOptions } from "../../src/train/trainer.ts";
import {
  abortAt,
  bits,
  epochs,
  everything,
  stepsInEpoch,
  toyLoader,
  toyTrainer,
  withFolder,
} from "./toy.ts";

const total = epochs * stepsInEpoch;

type Make = (optimizer: Optimizer) => Schedule;

const warmUp: Make = (optimizer) => {
  const schedulers = [
    new LinearLR(optimizer, { startFactor: 0.1, totalIters: 2 }),
    new CosineAnnealingLR(optimizer, { tMax: epochs - 2 }),
  ];
  return new SequentialLR(optimizer, { schedulers, milestones: [2] });
};

const chained: Make = (optimizer) =>
  new ChainedScheduler([
    new LinearLR(optimizer, { totalIters: 9 }),
    new ExponentialLR(optimizer, { gamma: 0.9 }),
  ]);

const oneCycle: Make = (optimizer) => new OneCycleLR(optimizer, { maxLr: 0.2, totalSteps: total });
const cosine: Make = (optimizer) => new CosineAnnealingLR(optimizer, { tMax: epochs });
// So hard to please that the rate falls every few steps.
const plateau: Make = (optimizer) =>
  new ReduceLROnPlateau(optimizer, { patience: 0, threshold: 0.5, factor: 0.5 });

const kinds: readonly (readonly [name: string, Make, ScheduleEvery])[] = [
  ["cosine each epoch", cosine, "epoch"],
  ["warm-up, then cosine each epoch", warmUp, "epoch"],
  ["one cycle each step", oneCycle, "step"],
  ["chained each step", chained, "step"],
  ["plateau each epoch", plateau, "epoch"],
  ["plateau each step", plateau, "step"],
];

function scheduled(
  make: Make,
  scheduleEvery: ScheduleEvery,
  { seed = 1, ...more }: Partial<TrainerOptions> & { readonly seed?: number } = {},
): Trainer {
  const { model, optimizer } = toyTrainer(seed);
  const schedule = make(optimizer);
  return new Trainer({ model, optimizer, schedule, scheduleEvery, progress: "nothing", ...more });
}

// A schedule over an optimizer of its own.
const alone = (make: Make) => make(toyTrainer().optimizer);

describe("stepSchedule", () => {
  it("shows a plateau's schedule the loss or the accuracy, and the others nothing", () => {
    const schedule = alone(cosine);
    stepSchedule(schedule, { loss: 40, accuracy: 40 });
    assert.equal((schedule as CosineAnnealingLR).lastEpoch, 1);
    for (const [mode, best] of [
      ["min", 3],
      ["max", 0.25],
    ] as const) {
      const watching = new ReduceLROnPlateau(toyTrainer().optimizer, { mode });
      stepSchedule(watching, { loss: 3, accuracy: 0.25 });
      assert.equal(watching.stateDict().best, best);
    }
  });
});

describe("saveSchedule and loadSchedule", () => {
  for (const [name, make, every] of kinds)
    it(`put back where it stood, by way of JSON: ${name}`, () => {
      const schedule = alone(make);
      for (let i = 0; i < 3; i++) stepSchedule(schedule, { loss: 3 - i, accuracy: i });
      const saved = saveSchedule({ schedule, every });
      const other = alone(make);
      loadSchedule({ schedule: other, every }, JSON.parse(JSON.stringify(saved)));
      assert.deepEqual(saveSchedule({ schedule: other, every }), saved);
    });

  it("refuse another schedule, none, other settings, and another pace", () => {
    const make: Make = (optimizer) => new StepLR(optimizer, { stepSize: 2 });
    const saved = saveSchedule({ schedule: alone(make), every: "epoch" });
    const other = alone((optimizer) => new StepLR(optimizer, { stepSize: 3 }));
    const refusals: [Parameters<typeof loadSchedule>, RegExp][] = [
      [[undefined, saved], /run with no schedule, got "one with StepLR stepped every epoch"/],
      [[{ schedule: alone(make), every: "epoch" }, undefined], /got "one with no schedule"/],
      [[{ schedule: alone(cosine), every: "epoch" }, saved], /with CosineAnnealingLR stepped/],
      [[{ schedule: alone(make), every: "step" }, saved], /StepLR stepped every step, got/],
      [[{ schedule: other, every: "epoch" }, saved], /"stepSize":3.*"stepSize\\?":2/],
    ];
    for (const [call, message] of refusals)
      assert.throws(() => loadSchedule(...call), { code: "MISMATCH", message });
    loadSchedule(undefined, undefined);
  });
});

describe("Trainer with a schedule", () => {
  it("sets the schedule's rates after each epoch, and keeps them in the history", async () => {
    const own = alone(warmUp);
    const rates = Array.from({ length: epochs }, () => {
      const [rate] = own.getLastLr();
      stepSchedule(own, { loss: 0, accuracy: 0 });
      return rate!;
    });
    assert.equal(new Set(rates).size, epochs);
    const trainer = scheduled(warmUp, "epoch");
    const history = await trainer.fit(toyLoader(), { epochs });
    const records = history.epochs.map(({ lr }) => lr);
    assert.deepEqual(records, rates);
    const steps = rates.flatMap((rate) => new Array(stepsInEpoch).fill(rate));
    assert.deepEqual(history.stepLr, steps);
    assert.equal(trainer.optimizer.lr, own.getLastLr()[0]);
  });

  it("sets them after each step, and shows them to onStep", async () => {
    const own = alone(oneCycle);
    const rates = Array.from({ length: total }, () => {
      const [rate] = own.getLastLr();
      stepSchedule(own, { loss: 0, accuracy: 0 });
      return rate!;
    });
    const seen: number[] = [];
    const onStep = ({ lr }: StepRecord) => void seen.push(lr);
    const history = await scheduled(oneCycle, "step").fit(toyLoader(), { epochs, onStep });
    assert.deepEqual(seen, rates);
    assert.deepEqual(history.stepLr, rates);
    assert.deepEqual(
      history.epochs.map(({ lr }) => lr),
      rates.filter((_, i) => i % stepsInEpoch === stepsInEpoch - 1),
    );
  });

  it("trains as the same rates set by hand", async () => {
    const trainer = scheduled(cosine, "epoch");
    const history = await trainer.fit(toyLoader(), { epochs });
    const byHand = toyTrainer();
    const schedule = cosine(byHand.optimizer);
    const onEpoch = () => stepSchedule(schedule, { loss: 0, accuracy: 0 });
    const same = await byHand.fit(toyLoader(), { epochs, onEpoch });
    assert.deepEqual(await everything(trainer, history), await everything(byHand, same));
  });

  it("shows a plateau's schedule the validation loss, else that of the epoch, or of the step", async () => {
    for (const [every, validation, seen] of [
      ["epoch", toyLoader({ seed: 8 }), "validation"],
      ["epoch", undefined, "training"],
      ["step", toyLoader({ seed: 8 }), "step"],
    ] as const) {
      const trainer = scheduled(plateau, every);
      const values: number[] = [];
      const schedule = trainer.schedule as ReduceLROnPlateau;
      const step = schedule.step.bind(schedule);
      schedule.step = (value) => {
        values.push(value);
        step(value);
      };
      const history = await trainer.fit(toyLoader(), { epochs, ...(validation && { validation }) });
      const losses = {
        validation: history.epochs.map((record) => record.validation?.loss),
        training: history.epochs.map((record) => record.training.loss),
        step: history.stepLoss,
      };
      assert.deepEqual(values, losses[seen]);
      assert.ok(trainer.optimizer.lr < 0.1);
    }
  });

  it("refuses a schedule of another optimizer, and a pace that is none", () => {
    const { model, optimizer } = toyTrainer();
    for (const make of [cosine, warmUp, chained, plateau]) {
      const schedule = alone(make);
      const message = /a schedule of its optimizer, got "\w+ of another"/;
      assert.throws(() => new Trainer({ model, optimizer, schedule }), { message });
    }
    const scheduleEvery = "batch" as "step";
    assert.throws(() => new Trainer({ model, optimizer, scheduleEvery }), /scheduleEvery/);
  });

  it("prints the rate of each epoch", async () => {
    const texts: string[] = [];
    const stream = { write: (text: string) => texts.push(text) };
    const trainer = scheduled(cosine, "epoch", { progress: "lines", stream });
    await trainer.fit(toyLoader(), { epochs: 2 });
    assert.match(texts.join(""), /^epoch 1\/2: loss .* %; learning rate 0\.100$/m);
    assert.match(texts.join(""), /^epoch 2\/2: loss .* %; learning rate 0\.0854$/m);
  });
});

describe("Trainer with a schedule, resumed", () => {
  for (const [name, make, every] of kinds)
    it(`ends bit for bit as a run that was never stopped: ${name}`, async () => {
      const validation = () => toyLoader({ batchSize: 7, seed: 8 });
      const settings = { clipGradNorm: 0.5 };
      const straight = scheduled(make, every, settings);
      const fit = { epochs, validation: validation() };
      const whole = await everything(straight, await straight.fit(toyLoader(), fit));
      const schedule = straight.schedule!.stateDict();
      for (const stop of [1, stepsInEpoch - 1, stepsInEpoch, stepsInEpoch + 4, total]) {
        await withFolder(async (folder) => {
          const { signal, onStep } = abortAt(stop);
          const first = { ...fit, checkpoints: { folder }, signal, onStep };
          const fitting = scheduled(make, every, settings).fit(toyLoader(), first);
          await assert.rejects(fitting, { code: "ABORTED" });
          const again = scheduled(make, every, { ...settings, seed: 50 });
          const rest = { ...fit, checkpoints: { folder }, resume: true };
          const history = await again.fit(toyLoader(), rest);
          assert.deepEqual(await everything(again, history), whole, `after step ${stop}`);
          assert.deepEqual(again.schedule!.stateDict(), schedule);
        });
      }
    });

  it("refuses the checkpoint of another schedule and leaves all as it was", async () => {
    await withFolder(async (folder) => {
      const fit = { epochs: 1, checkpoints: { folder } };
      await scheduled(warmUp, "epoch").fit(toyLoader(), fit);
      for (const trainer of [
        toyTrainer(9),
        scheduled(cosine, "epoch", { seed: 9 }),
        scheduled(warmUp, "step", { seed: 9 }),
      ]) {
        const before = [await bits(trainer), trainer.schedule?.stateDict()];
        const fitting = trainer.fit(toyLoader(), { ...fit, epochs: 2, resume: true });
        await assert.rejects(fitting, { code: "MISMATCH", message: /checkpoint-0+6\.safe/ });
        assert.deepEqual([await bits(trainer), trainer.schedule?.stateDict()], before);
      }
    });
  });

  it("keeps its own schedule where only the model differs", async () => {
    await withFolder(async (folder) => {
      const fit = { epochs: 1, checkpoints: { folder } };
      await scheduled(cosine, "epoch").fit(toyLoader(), fit);
      const trainer = scheduled(cosine, "epoch", { seed: 9 });
      Object.assign(trainer.model, { extra: toyTrainer().model });
      const before = [await bits(trainer), trainer.schedule!.stateDict()];
      const fitting = trainer.fit(toyLoader(), { ...fit, resume: true });
      await assert.rejects(fitting, { code: "MISMATCH", message: /extra/ });
      assert.deepEqual([await bits(trainer), trainer.schedule!.stateDict()], before);
    });
  });
});
