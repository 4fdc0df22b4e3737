import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import type { Dataset } from "../../src/datasets/index.ts";
import { ExponentialLR, SGD } from "../../src/optim/index.ts";
import { engineStats, type Tensor } from "../../src/tensor/index.ts";
import { newestCheckpoint } from "../../src/train/checkpoint-files.ts";
import { type FitOptions, type StepRecord, Trainer } from "../../src/train/trainer.ts";
import {
  abortAt,
  bits,
  everything,
  samples,
  stepsInEpoch,
  toyData,
  toyLoader,
  toyModel,
  toyTrainer,
  withFolder,
} from "./toy.ts";

function fakeStream() {
  const texts: string[] = [];
  return { stream: { write: (text: string) => texts.push(text) }, printed: () => texts.join("") };
}

describe("Trainer.fit", () => {
  it("reports steps and epochs in order, and returns the same numbers", async () => {
    const steps: StepRecord[] = [];
    const order: string[] = [];
    const history = await toyTrainer().fit(toyLoader(), {
      epochs: 2,
      validation: toyLoader({ seed: 9 }),
      onStep: (record) => {
        steps.push(record);
        order.push(`step ${record.step} of epoch ${record.epoch}`);
      },
      onEpoch: ({ epoch }) => order.push(`epoch ${epoch}`),
    });
    const wanted = [1, 2].flatMap((epoch) => [
      ...Array.from({ length: stepsInEpoch }, (_, i) => {
        return `step ${(epoch - 1) * stepsInEpoch + i + 1} of epoch ${epoch}`;
      }),
      `epoch ${epoch}`,
    ]);
    assert.deepEqual(order, wanted);
    assert.deepEqual(
      history.stepLoss,
      steps.map(({ loss }) => loss),
    );
    assert.deepEqual(
      history.stepAccuracy,
      steps.map(({ accuracy }) => accuracy),
    );
    for (const { epoch, training, validation } of history.epochs) {
      const own = steps.filter((step) => step.epoch === epoch);
      const sizes = [4, 4, 4, 4, 4, 3];
      const mean = (key: "loss" | "accuracy") =>
        own.reduce((sum, step, i) => sum + step[key] * sizes[i]!, 0) / samples;
      assert.ok(Math.abs(training.loss - mean("loss")) < 1e-9);
      assert.ok(Math.abs(training.accuracy - mean("accuracy")) < 1e-9);
      assert.deepEqual([training.count, validation!.count], [samples, samples]);
    }
  });

  it("learns", async () => {
    const trainer = toyTrainer();
    const { epochs: records } = await trainer.fit(toyLoader(), { epochs: 20 });
    assert.ok(records.at(-1)!.training.loss < 0.7 * records[0]!.training.loss);
    const { accuracy } = await trainer.evaluate(toyLoader());
    assert.ok(accuracy > 0.8, String(accuracy));
  });

  it("twice in a row goes on with the model and starts over with the data", async () => {
    const trainer = toyTrainer();
    const loader = toyLoader();
    const seen: string[] = [];
    const noting: Dataset<[Tensor, number]> = {
      ...toyData(),
      getSync: (index, rng) => {
        seen.push(`${index} ${rng!.u32()}`);
        return toyData().getSync!(index);
      },
    };
    const first = await trainer.fit(toyLoader({ data: noting }), { epochs: 1 });
    const once = seen.splice(0);
    const again = await trainer.fit(toyLoader({ data: noting }), { epochs: 1 });
    assert.deepEqual(seen, once);
    assert.equal(again.stepLoss.length, stepsInEpoch);
    assert.notDeepEqual(again.stepLoss, first.stepLoss);
    // The same loader, left in mid-epoch by an abort.
    const { signal, onStep } = abortAt(2);
    await assert.rejects(toyTrainer().fit(loader, { epochs: 1, signal, onStep }), {
      code: "ABORTED",
    });
    loader.loadStateDict({ ...loader.stateDict(), epoch: 0, batch: 2 });
    const after = await toyTrainer().fit(loader, { epochs: 1 });
    assert.deepEqual(after, await toyTrainer().fit(toyLoader(), { epochs: 1 }));
  });

  it("for no epochs changes nothing", async () => {
    await withFolder(async (folder) => {
      const trainer = toyTrainer();
      const before = await bits(trainer);
      const history = await trainer.fit(toyLoader(), { epochs: 0, checkpoints: { folder } });
      assert.deepEqual(history, { epochs: [], stepLoss: [], stepAccuracy: [], stepLr: [] });
      assert.deepEqual(await bits(trainer), before);
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it("refuses options that do not go together", async () => {
    const folder = "nowhere";
    const bad: [FitOptions, RegExp][] = [
      [{ epochs: -1 }, /epochs/],
      [{ epochs: 1.5 }, /epochs/],
      [{ epochs: 1, checkpoints: { folder, keep: 1 } }, /checkpoints\.keep.* >= 2, got 1/],
      [{ epochs: 1, checkpoints: { folder, everySteps: 0 } }, /checkpoints\.everySteps/],
      [{ epochs: 1, resume: true }, /a folder of checkpoints.*pass checkpoints: \{ folder \}/],
      [{ epochs: 1, resume: true, checkpoints: { folder, overwrite: true } }, /"both"/],
      [{ epochs: 1, validation: [] }, /batches to validate on/],
    ];
    for (const [options, message] of bad) {
      const fitting = toyTrainer().fit(toyLoader(), options);
      await assert.rejects(fitting, { code: "INVALID_ARGUMENT", message });
    }
    const empty = toyLoader({ data: toyData({ length: 3 }), dropLast: true });
    await assert.rejects(toyTrainer().fit(empty, { epochs: 1 }), /batches to train on/);
    const model = toyModel();
    const { optimizer } = toyTrainer(1, { model });
    const progress = "loud" as "bar";
    assert.throws(() => new Trainer({ model, optimizer, progress }), /auto, bar, lines, nothing/);
  });

  it("saves after each epoch also where its last step was saved already", async () => {
    await withFolder(async (folder) => {
      const checkpoints = { folder, everySteps: 1 };
      await toyTrainer().fit(toyLoader(), { epochs: 2, checkpoints });
      const { saved } = (await newestCheckpoint(folder, assert.fail))!;
      assert.deepEqual([saved.step, saved.epoch, saved.epochs.length], [2 * stepsInEpoch, 2, 2]);
    });
  });

  it("does not mix runs in one folder unless told to", async () => {
    await withFolder(async (folder) => {
      const checkpoints = { folder };
      await toyTrainer().fit(toyLoader(), { epochs: 3, checkpoints });
      const trainer = toyTrainer(2);
      const before = await bits(trainer);
      await assert.rejects(trainer.fit(toyLoader(), { epochs: 1, checkpoints }), {
        code: "EXISTS",
      });
      assert.deepEqual(await bits(trainer), before);
      const fresh = { epochs: 1, checkpoints: { folder, overwrite: true } };
      const after = await everything(trainer, await trainer.fit(toyLoader(), fresh));
      const again = toyTrainer(3);
      const more = { epochs: 1, checkpoints, resume: true };
      assert.deepEqual(await everything(again, await again.fit(toyLoader(), more)), after);
    });
  });
});

describe("Trainer: clipGradNorm", () => {
  const descent = (clipGradNorm?: number) => {
    const model = toyModel();
    const optimizer = new SGD(model.parameters(), { lr: 1 });
    return new Trainer({ model, optimizer, clipGradNorm, progress: "nothing" });
  };
  const weights = ({ model }: Trainer) =>
    model.parameters().flatMap((tensor) => [...(tensor.hostData() as Float32Array)]);

  it("bounds the length of plain descent's steps, in the same direction", async () => {
    const change = async (clipGradNorm?: number) => {
      const trainer = descent(clipGradNorm);
      const before = weights(trainer);
      const loader = toyLoader({ batchSize: samples });
      await trainer.fit(loader, { epochs: 1 });
      return weights(trainer).map((value, i) => value - before[i]!);
    };
    const free = await change();
    const length = Math.hypot(...free);
    const clipped = await change(length / 4);
    const worst = Math.max(...clipped.map((value, i) => Math.abs(value - free[i]! / 4)));
    assert.ok(worst < 1e-5 * length, `${worst} of ${length}`);
    assert.deepEqual(await change(length * 2), free);
  });

  it("compiles nothing anew in later steps, schedule included", async () => {
    const { model, optimizer } = toyTrainer();
    const schedule = new ExponentialLR(optimizer, { gamma: 0.9 });
    const settings = { schedule, scheduleEvery: "step", clipGradNorm: 0.3 } as const;
    const trainer = new Trainer({ model, optimizer, ...settings, progress: "nothing" });
    await trainer.fit(toyLoader(), { epochs: 1 });
    const { compiles } = engineStats();
    await trainer.fit(toyLoader(), { epochs: 3 });
    assert.equal(engineStats().compiles, compiles);
  });

  it("refuses a bound that is none", () => {
    for (const bound of [0, -1, Number.NaN, Infinity])
      assert.throws(() => descent(bound), /Trainer: expected clipGradNorm to be a finite number/);
  });
});

describe("Trainer: output", () => {
  it("prints what a log needs, as lines", async () => {
    const { stream, printed } = fakeStream();
    const trainer = toyTrainer(1, { progress: "lines", stream });
    const { epochs: records } = await trainer.fit(toyLoader(), {
      epochs: 2,
      validation: toyLoader(),
    });
    const text = ({ loss, accuracy }: { loss: number; accuracy: number }) =>
      `loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(2)} %`;
    for (const { epoch, training, validation } of records) {
      const line = `epoch ${epoch}/2: ${text(training)}; validation ${text(validation!)}\n`;
      assert.ok(printed().includes(line), printed());
      assert.ok(printed().includes(`epoch ${epoch}/2: 6/6 (100 %)`), printed());
    }
    assert.doesNotMatch(printed(), /NaN|undefined/);
    assert.ok(!printed().includes("\u001b"));
  });

  it("shows how far the validation is, on a terminal", async () => {
    const { stream, printed } = fakeStream();
    const terminal = Object.assign(stream, { isTTY: true, columns: 200 });
    const trainer = toyTrainer(1, { progress: "bar", stream: terminal });
    const { epochs: records } = await trainer.fit(toyLoader(), {
      epochs: 2,
      validation: toyLoader({ batchSize: 5 }),
    });
    for (const { epoch, validation } of records) {
      assert.ok(printed().includes(`epoch ${epoch}/2, validation [`), printed());
      assert.match(
        printed(),
        new RegExp(`5/5, .*accuracy ${(100 * validation!.accuracy).toFixed(2)} %`),
      );
    }
  });

  it("prints nothing when asked to", async () => {
    const { stream, printed } = fakeStream();
    await toyTrainer(1, { progress: "nothing", stream }).fit(toyLoader(), {
      epochs: 2,
      validation: toyLoader(),
    });
    assert.equal(printed(), "");
  });
});
