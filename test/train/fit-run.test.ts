import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { diskOps } from "../../src/io/file-ops.ts";
import { readCheckpoint } from "../../src/train/checkpoint.ts";
import { listCheckpoints } from "../../src/train/checkpoint-files.ts";
import { FitRun } from "../../src/train/fit-run.ts";
import type { FitOptions, Trainer } from "../../src/train/trainer.ts";
import { faultyOps } from "../io/faulty-ops.ts";
import {
  abortAt,
  bits,
  epochs,
  everything,
  scheduledTrainer,
  stepsInEpoch,
  toyLoader,
  toyTrainer,
  withFolder,
} from "./toy.ts";

const total = epochs * stepsInEpoch;

// A schedule by epoch, validation on noisy data: all that a resume could get wrong.
function options(trainer: Trainer, more: Partial<FitOptions> = {}): FitOptions {
  const { optimizer, schedule } = trainer;
  const onEpoch = () => {
    if (schedule === undefined) optimizer.lr *= 0.7;
  };
  return { epochs, validation: toyLoader({ batchSize: 7, seed: 8 }), onEpoch, ...more };
}

// Trains until step `stop` and ends there by the signal.
async function part(
  folder: string,
  stop: number,
  { trainer = toyTrainer(1000 + stop), loader = toyLoader(), resume = true } = {},
): Promise<void> {
  const { signal, onStep } = abortAt(stop);
  const fit = options(trainer, { checkpoints: { folder }, resume, signal, onStep });
  await assert.rejects(trainer.fit(loader, fit), { code: "ABORTED" });
}

function first(folder: string, stop: number): Promise<void> {
  return part(folder, stop, { trainer: toyTrainer(), resume: false });
}

async function rest(folder: string, loader = toyLoader()) {
  const trainer = toyTrainer(77);
  const history = await trainer.fit(
    loader,
    options(trainer, { checkpoints: { folder }, resume: true }),
  );
  return everything(trainer, history);
}

async function straight(trainer = toyTrainer()) {
  return everything(trainer, await trainer.fit(toyLoader(), options(trainer)));
}

describe("resume", () => {
  it("ends bit for bit as a run that was never stopped, wherever it stopped", async () => {
    const whole = await straight();
    assert.equal(whole.history.stepLoss.length, total);
    assert.equal(new Set(whole.history.stepLoss).size, total);
    for (let k = 1; k <= total; k++) {
      await withFolder(async (folder) => {
        await first(folder, k);
        assert.deepEqual(await rest(folder), whole, `stopped after step ${k}`);
      });
    }
  });

  it("may happen again and again, however the samples are loaded", async () => {
    const whole = await straight();
    for (const [a, b, c] of [
      [1, 2, 3],
      [5, 6, 7],
      [6, 13, 24],
      [2, 11, 23],
    ] as const) {
      await withFolder(async (folder) => {
        await first(folder, a);
        const slow = toyLoader({ memory: false, concurrency: 3, prefetch: 4 });
        await part(folder, b, { loader: slow });
        await part(folder, c);
        const loader = toyLoader({ memory: false, concurrency: 1, prefetch: 0 });
        assert.deepEqual(await rest(folder, loader), whole, `stopped after ${a}, ${b}, ${c}`);
      });
    }
  });

  it("does nothing where all is done, and goes on for more epochs", async () => {
    await withFolder(async (folder) => {
      const trainer = toyTrainer();
      const two = options(trainer, { epochs: 2, checkpoints: { folder } });
      const after = await everything(trainer, await trainer.fit(toyLoader(), two));
      const again = toyTrainer(4);
      let steps = 0;
      const more = { ...two, resume: true, onStep: () => void steps++ };
      assert.deepEqual(await everything(again, await again.fit(toyLoader(), more)), after);
      assert.equal(steps, 0);
      assert.deepEqual(await rest(folder), await straight());
    });
  });

  it("starts anew in an empty folder and in one that is not there", async () => {
    const whole = await straight();
    await withFolder(async (folder) => {
      for (const place of [folder, join(folder, "new", "deeper")]) {
        const trainer = toyTrainer();
        const fit = options(trainer, { checkpoints: { folder: place }, resume: true });
        assert.deepEqual(await everything(trainer, await trainer.fit(toyLoader(), fit)), whole);
      }
    });
  });

  it("goes back to the older checkpoint where the newest is lost", async () => {
    const whole = await straight();
    await withFolder(async (folder) => {
      await first(folder, 9);
      const [newest, older] = await listCheckpoints(folder);
      assert.deepEqual([stepOf(newest!), stepOf(older!)], [9, 6]);
      await withFolder(async (other) => {
        await cp(older!, join(other, "checkpoint-00000006.safetensors"));
        assert.deepEqual(await rest(other), whole);
      });
    });
  });
});

describe("a process that is killed", () => {
  for (const kind of ["plain", "scheduled"] as const) {
    it(`leaves checkpoints from which a resume ends as the straight run, and no rubbish: ${kind}`, async () => {
      const make = kind === "scheduled" ? scheduledTrainer : toyTrainer;
      const whole = await straight(make());
      const program = fileURLToPath(new URL("./killed-run.js", import.meta.url));
      const seen = new Set<string>();
      for (const operation of [2, 17, 33, 61, 128]) {
        await withFolder(async (folder) => {
          const call = [program, folder, String(operation), kind];
          const child = spawnSync(process.execPath, call);
          assert.equal(child.signal, "SIGKILL", child.stderr.toString());
          const strays = (await readdir(folder)).filter((name) => name.endsWith(".tmp"));
          seen.add(strays.length > 0 ? "while writing" : "in between");
          const trainer = make();
          const fit = options(trainer, { checkpoints: { folder, everySteps: 2 }, resume: true });
          const history = await trainer.fit(toyLoader(), fit);
          assert.deepEqual(await everything(trainer, history), whole, `at ${operation}`);
          const names = await readdir(folder);
          assert.deepEqual(names.sort(), [
            "checkpoint-00000022.safetensors",
            `checkpoint-000000${total}.safetensors`,
          ]);
        });
      }
      assert.deepEqual([...seen].sort(), ["in between", "while writing"]);
    });
  }
});

describe("a full disk", () => {
  it("ends the run with a clear error; the net and older checkpoints are whole", async () => {
    const whole = await straight();
    await withFolder(async (folder) => {
      const trainer = toyTrainer();
      const fit = options(trainer, { checkpoints: { folder, everySteps: 2 } });
      const error = Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
      // Each save is create, some writes, sync, close, rename, syncFolder: this is a write of a later one.
      const { ops, log } = faultyOps(diskOps, { failAt: 40, error });
      const { model, optimizer, loss } = trainer;
      const progress = { show: "nothing", stream: { write: () => true } } as const;
      const loader = toyLoader();
      const run = new FitRun({ model, optimizer, loss, loader, options: fit, progress, ops });
      await assert.rejects(run.run(), {
        code: "WRITE_FAILED",
        message: /checkpoint-0+\d+\.safetensors.*no space left.*make room on the disk/,
      });
      assert.equal(log[40], "write");
      const [newest] = await listCheckpoints(folder);
      const { saved } = await readCheckpoint(newest!);
      const step = saved.step + 2; // the step whose checkpoint failed
      assert.ok(saved.step >= 2);
      const same = toyTrainer();
      const { signal, onStep } = abortAt(step);
      const until = options(same, { signal, onStep });
      await assert.rejects(same.fit(toyLoader(), until), { code: "ABORTED" });
      assert.deepEqual(await bits(trainer), await bits(same));
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.endsWith(".tmp")),
        [],
      );
      assert.deepEqual(await rest(folder), whole);
    });
  });
});

function stepOf(path: string): number {
  return Number(/(\d+)\.safetensors$/.exec(path)![1]);
}
