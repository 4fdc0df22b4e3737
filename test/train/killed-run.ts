/** A toy run that is killed at one of its file operations; run by a test as `killed-run.js FOLDER OPERATION TRAINER`. */
import { diskOps } from "../../src/io/file-ops.ts";
import { FitRun } from "../../src/train/fit-run.ts";
import { faultyOps } from "../io/faulty-ops.ts";
import { epochs, scheduledTrainer, toyLoader, toyTrainer } from "./toy.ts";

const [folder, operation, kind] = process.argv.slice(2) as [string, string, string];
const trainer = kind === "scheduled" ? scheduledTrainer() : toyTrainer();
const { model, optimizer, loss, schedule, scheduleEvery: every, clipGradNorm: maxNorm } = trainer;
const scheduling = schedule && { schedule, every };
const kill = () => process.kill(process.pid, "SIGKILL");
const { ops } = faultyOps(diskOps, { stopAt: Number(operation), onStop: kill });
const options = {
  epochs,
  validation: toyLoader({ batchSize: 7, seed: 8 }),
  checkpoints: { folder, everySteps: 2 },
  onEpoch: () => {
    if (schedule === undefined) optimizer.lr *= 0.7;
  },
};
const progress = { show: "nothing", stream: process.stderr } as const;
const parts = { model, optimizer, loss, scheduling, maxNorm, options, progress, ops };
await new FitRun({ ...parts, loader: toyLoader() }).run();
