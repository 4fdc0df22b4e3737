import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataLoader, type DataLoaderOptions, type Dataset } from "../../src/datasets/index.ts";
import { Dropout, Linear, type Module, ReLU, Sequential } from "../../src/nn/index.ts";
import { OneCycleLR, SGD } from "../../src/optim/index.ts";
import { manualSeed, realize, Tensor } from "../../src/tensor/index.ts";
import type { FitState, History } from "../../src/train/fit-state.ts";
import type { Batch } from "../../src/train/loader.ts";
import {
  type FitOptions,
  type StepRecord,
  Trainer,
  type TrainerOptions,
} from "../../src/train/trainer.ts";
import { defaultRng } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";

/** Samples of the toy data: 23 make five batches of 4 and one of 3. */
export const samples = 23;
/** Steps of an epoch of the toy loader. */
export const stepsInEpoch = 6;
/** Epochs of a whole toy run, 24 steps. */
export const epochs = 4;

/** Six numbers and one of three classes, with noise that is new each time a sample is seen. */
export function toyData({ length = samples, noise = 0.1 } = {}): Dataset<[Tensor, number]> {
  const rng = new Rng(5);
  const rows = Array.from({ length }, () => Float32Array.from({ length: 6 }, () => rng.normal()));
  const getSync = (index: number, draws?: Rng): [Tensor, number] => {
    const row = rows[index]!.map((value) => value + noise * (draws?.next() ?? 0));
    return [Tensor.fromData(row, [6]), rows[index]!.indexOf(Math.max(...rows[index]!)) % 3];
  };
  return { length, getSync, get: async (index, draws) => getSync(index, draws) };
}

/** A shuffling loader over the toy data; `memory: false` reads samples one await at a time. */
export function toyLoader({
  memory = true,
  data = toyData(),
  ...options
}: DataLoaderOptions<[Tensor, number], Batch> & {
  readonly memory?: boolean;
  readonly data?: Dataset<[Tensor, number]>;
} = {}): DataLoader<[Tensor, number], Batch> {
  const { length, get } = data;
  const dataset = memory ? data : { length, get };
  return new DataLoader(dataset, { batchSize: 4, shuffle: true, seed: 3, ...options });
}

/** A net with dropout; its first numbers depend on `seed`. */
export function toyModel(seed = 1, width = 8): Sequential {
  manualSeed(seed);
  return new Sequential(new Linear(6, width), new ReLU(), new Dropout(0.3), new Linear(width, 3));
}

/** A trainer of the toy net that prints nothing. */
export function toyTrainer(seed = 1, options: Partial<TrainerOptions> = {}): Trainer {
  const model = options.model ?? toyModel(seed);
  const settings = { lr: 0.1, momentum: 0.9, weightDecay: 1e-3 };
  const optimizer = new SGD(model.parameters(), settings);
  return new Trainer({ model, optimizer, progress: "nothing", ...options });
}

/** The same with rate and momentum that change after each step, and gradients that are clipped. */
export function scheduledTrainer(seed = 1): Trainer {
  const { model, optimizer } = toyTrainer(seed);
  const schedule = new OneCycleLR(optimizer, { maxLr: 0.2, totalSteps: epochs * stepsInEpoch });
  const settings = { schedule, scheduleEvery: "step", clipGradNorm: 0.5 } as const;
  return new Trainer({ model, optimizer, ...settings, progress: "nothing" });
}

/** Every bit that training changes, as text. */
export async function bits({ model, optimizer }: Pick<Trainer, "model" | "optimizer">) {
  const { tensors } = optimizer.stateDict();
  const groups = optimizer.paramGroups.map(({ params: _, ...settings }) => settings);
  return { model: await bytesOf(model.stateDict()), optimizer: await bytesOf(tensors), groups };
}

/** The same, with the run's numbers and the generator. */
export async function everything(trainer: Trainer, history: History) {
  return { ...(await bits(trainer)), history, rng: defaultRng().state() };
}

/** The state of a run that has done `step` steps, all in its first epoch. */
export function stateAt(step: number): FitState {
  const numbers = Array.from({ length: step }, (_, i) => 1 / (i + 3));
  const columns = { stepLoss: numbers, stepAccuracy: [...numbers], stepLr: [...numbers] };
  const sums = { loss: 0.1 * step, correct: step, count: 4 * step };
  return { epoch: 0, step, sums, epochs: [], ...columns };
}

async function bytesOf(tensors: ReadonlyMap<string, Tensor>): Promise<Record<string, string>> {
  await realize(...tensors.values());
  const texts = [...tensors].map(([name, tensor]) => {
    const { buffer, byteOffset, byteLength } = tensor.hostData();
    return [name, Buffer.from(buffer, byteOffset, byteLength).toString("hex")];
  });
  return Object.fromEntries(texts);
}

/** Sets one number of a parameter. */
export function poke(model: Module, name: string, value: number): void {
  const tensor = model.stateDict().get(name)!;
  const data = Float32Array.from(tensor.hostData() as Float32Array);
  data[0] = value;
  tensor.assign(Tensor.fromData(data, tensor.shape));
}

/** Gives `use` an empty folder, and removes it when `use` has ended. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "tsvision-train-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Options of `fit` that abort in step `last`, or at once for 0, and a count of the steps. */
export function abortAt(
  last: number,
): Required<Pick<FitOptions, "signal" | "onStep">> & { readonly steps: () => number } {
  const controller = new AbortController();
  let steps = 0;
  if (last === 0) controller.abort();
  const onStep = ({ step }: StepRecord) => {
    steps++;
    if (step === last) controller.abort();
  };
  return { signal: controller.signal, onStep, steps: () => steps };
}
