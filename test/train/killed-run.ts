/** A toy run that is killed at one of its file operations; run by a test as `killed-run.js FOLDER OPERATION`. */
import { diskOps } from "../../src/io/file-ops.ts";
import { FitRun } from "../../src/train/fit-run.ts";
import { faultyOps } from "../io/faulty-ops.ts";
import { epochs, toyLoader, toyTrainer } from "./toy.ts";

const [folder, operation] = process.argv.slice(2) as [string, string];
const { model, optimizer, loss } = toyTrainer();
const kill = () => process.kill(process.pid, "SIGKILL");
const { ops } = faultyOps(diskOps, { stopAt: Number(operation), onStop: kill });
const options = {
  epochs,
  validation: toyLoader({ batchSize: 7, seed: 8 }),
  checkpoints: { folder, everySteps: 2 },
  onEpoch: () => {
    optimizer.lr *= 0.7;
  },
};
const progress = { show: "nothing", stream: process.stderr } as const;
await new FitRun({ model, optimizer, loss, loader: toyLoader(), options, progress, ops }).run();
