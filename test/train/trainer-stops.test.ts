import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describe, it } from "node:test";
import type { Dataset } from "../../src/datasets/index.ts";
import { CrossEntropyLoss } from "../../src/nn/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { newestCheckpoint } from "../../src/train/checkpoint-files.ts";
import { nonFiniteAmong } from "../../src/train/non-finite.ts";
import { Trainer } from "../../src/train/trainer.ts";
import { VisionError } from "../../src/util/errors.ts";
import {
  abortAt,
  bits,
  epochs,
  everything,
  poke,
  samples,
  stepsInEpoch,
  toyData,
  toyLoader,
  toyTrainer,
  withFolder,
} from "./toy.ts";

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
