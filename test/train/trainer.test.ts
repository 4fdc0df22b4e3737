import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import type { Dataset } from "../../src/datasets/index.ts";
import { CrossEntropyLoss } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { newestCheckpoint } from "../../src/train/checkpoint-files.ts";
import { nonFiniteAmong } from "../../src/train/non-finite.ts";
import { type FitOptions, type StepRecord, Trainer } from "../../src/train/trainer.ts";
import { VisionError } from "../../src/util/errors.ts";
import {
  bits,
  epochs,
  everything,
  poke,
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
      assert.deepEqual(history, { epochs: [], stepLoss: [], stepAccuracy: [] });
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

describe("Trainer.fit: abort", () => {
  it("before the first step, in mid-epoch, in the last step; resume then ends as the straight run", async () => {
    const straight = toyTrainer();
    const whole = await everything(straight, await straight.fit(toyLoader(), { epochs }));
    for (const stop of [0, 1, 8, stepsInEpoch * epochs]) {
      await withFolder(async (folder) => {
        const trainer = toyTrainer();
        const { signal, onStep, steps } = abortAt(stop);
        const options = { epochs, signal, onStep, checkpoints: { folder } };
        const fitting = trainer.fit(toyLoader(), options);
        const message = new RegExp(`after step ${stop}"; continue with resume: true$`);
        await assert.rejects(fitting, { code: "ABORTED", message });
        assert.equal(steps(), stop);
        const resumed = toyTrainer(5);
        const history = await resumed.fit(toyLoader(), {
          epochs,
          checkpoints: { folder },
          resume: true,
        });
        assert.deepEqual(await everything(resumed, history), whole, `stop ${stop}`);
      });
    }
  });

  it("says that nothing was saved where there is no folder", async () => {
    for (const stop of [0, 3]) {
      const { signal, onStep, steps } = abortAt(stop);
      const fitting = toyTrainer().fit(toyLoader(), { epochs, signal, onStep });
      await assert.rejects(fitting, {
        code: "ABORTED",
        message: /nothing was saved: pass checkpoints/,
      });
      assert.equal(steps(), stop);
    }
  });

  it("after an epoch ends the run before the next; after the last there is nothing to stop", async () => {
    for (const last of [1, 2]) {
      const controller = new AbortController();
      const onEpoch = ({ epoch }: { epoch: number }) => void (epoch === last && controller.abort());
      const fitting = toyTrainer().fit(toyLoader(), {
        epochs: 2,
        signal: controller.signal,
        onEpoch,
      });
      if (last === 2) assert.equal((await fitting).epochs.length, 2);
      else await assert.rejects(fitting, { code: "ABORTED", message: /after step 6/ });
    }
  });
});

describe("Trainer.fit: NaN", () => {
  it("names step, samples, learning rate and bad images; saves and changes nothing", async () => {
    await withFolder(async (folder) => {
      // One sample of the second epoch's fourth batch goes bad after the first epoch.
      const samples = toyLoader().indices(1, 3);
      const last = stepsInEpoch + 3; // the last good step
      let isBad = false;
      const data: Dataset<[Tensor, number]> = {
        ...toyData(),
        getSync: (index, rng) => {
          const [row, label] = toyData().getSync!(index, rng);
          const bad = isBad && index === samples[1];
          return [bad ? Tensor.fromData(new Float32Array(6).fill(Number.NaN), [6]) : row, label];
        },
      };
      const trainer = toyTrainer();
      const fitting = trainer.fit(toyLoader({ data }), {
        epochs,
        checkpoints: { folder, everySteps: 1 },
        onEpoch: () => {
          isBad = true;
        },
      });
      const place = `step 10 (epoch 2, batch 4, samples [${samples.join(", ")}], learning rate 0.1)`;
      await assert.rejects(fitting, (error) => {
        assert.ok(error instanceof VisionError);
        assert.equal(error.code, "NOT_FINITE");
        assert.ok(
          error.message.includes(`${place}, got NaN; the input images hold NaN`),
          error.message,
        );
        return true;
      });
      const newest = await newestCheckpoint(folder, assert.fail);
      assert.equal(newest!.saved.step, last);
      assert.equal(nonFiniteAmong(newest!.tensors), undefined);
      const same = toyTrainer();
      const { signal, onStep } = abortAt(last);
      await assert.rejects(same.fit(toyLoader(), { epochs, signal, onStep }), { code: "ABORTED" });
      assert.deepEqual(await bits(trainer), await bits(same));
    });
  });

  it("tells an infinite loss, and a layer that overflows", async () => {
    const trainer = toyTrainer();
    const whole = new CrossEntropyLoss();
    let calls = 0;
    const loss = {
      forward: (logits: Tensor, labels: Tensor) =>
        whole.forward(logits, labels).mul(calls++ === 2 ? Infinity : 1),
    };
    const infinite = new Trainer({ ...trainer, loss, progress: "nothing" });
    await assert.rejects(infinite.fit(toyLoader(), { epochs: 1 }), {
      code: "NOT_FINITE",
      message: /step 3 .*got Infinity; every layer's output is finite; the loss itself is not/,
    });
    const exploding = toyTrainer();
    for (const name of ["0.weight", "3.weight"]) poke(exploding.model, name, 3e38);
    await assert.rejects(exploding.fit(toyLoader(), { epochs: 1 }), (error) => {
      assert.ok(error instanceof VisionError);
      assert.equal(error.code, "NOT_FINITE");
      assert.match(
        error.message,
        /the output of \w+ in the layer of [03]\.weight and [03]\.bias is/,
      );
      return true;
    });
  });

  it("is not saved either where only the gradient overflowed", async () => {
    await withFolder(async (folder) => {
      for (const checkpoints of [undefined, { folder, everySteps: 1 }]) {
        const { model, optimizer } = toyTrainer();
        const whole = new CrossEntropyLoss();
        // Zero, but its slope is not: 3e38 (loss - loss) 3e38.
        const loss = {
          forward: (logits: Tensor, labels: Tensor) => {
            const value = whole.forward(logits, labels);
            return value.add(logits.sub(logits.detach()).mul(3e38).mul(3e38).sum());
          },
        };
        const trainer = new Trainer({ model, optimizer, loss, progress: "nothing" });
        const options = { epochs: 1, ...(checkpoints && { checkpoints }) };
        const one = toyLoader({ batchSize: samples });
        await assert.rejects(trainer.fit(one, options), {
          code: "NOT_FINITE",
          message: /finite parameters.* after step 1, got "NaN or infinity in/,
        });
      }
      assert.deepEqual(await readdir(folder), []);
    });
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

  it("prints nothing when asked to", async () => {
    const { stream, printed } = fakeStream();
    await toyTrainer(1, { progress: "nothing", stream }).fit(toyLoader(), {
      epochs: 2,
      validation: toyLoader(),
    });
    assert.equal(printed(), "");
  });
});

function abortAt(last: number) {
  const controller = new AbortController();
  let steps = 0;
  if (last === 0) controller.abort();
  const onStep = ({ step }: StepRecord) => {
    steps++;
    if (step === last) controller.abort();
  };
  return { signal: controller.signal, onStep, steps: () => steps };
}
