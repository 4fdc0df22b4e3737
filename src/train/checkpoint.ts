import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type FileOps, writeFileAtomic } from "../io/index.ts";
import { encodeSafetensors, readSafetensors } from "../models/safetensors.ts";
import type { Module } from "../nn/index.ts";
import type { Optimizer } from "../optim/index.ts";
import { realize, Tensor } from "../tensor/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import { VisionError } from "../util/errors.ts";
import { type FitState, type SavedState, schema } from "./fit-state.ts";
import type { TrainingLoader } from "./loader.ts";
import { refuseNonFinite } from "./non-finite.ts";
import { loadSchedule, type Scheduling, saveSchedule } from "./scheduling.ts";

/** What a checkpoint is made of. */
export interface CheckpointParts {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly loader: TrainingLoader;
  readonly scheduling?: Scheduling | undefined;
  readonly state: FitState;
}

/** A checkpoint that was read and not yet applied. */
export interface Checkpoint {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly saved: SavedState;
}

const KEY = "tsvision.trainer";

/**
 * Writes a whole training state as one file, `checkpoint-<step>.safetensors`: under a temporary name first, then
 * renamed, so that a crash leaves the old files as they were. Returns the path.
 * Throws `NOT_FINITE` instead of saving NaN or infinity, and `WRITE_FAILED`. `ops` is for tests.
 */
export async function saveCheckpoint(
  folder: string,
  parts: CheckpointParts,
  { ops }: { readonly ops?: FileOps | undefined } = {},
): Promise<string> {
  const { model, optimizer, state } = parts;
  const memory = new Map([
    ...prefixed("model", model.stateDict()),
    ...prefixed("optimizer", optimizer.stateDict().tensors),
  ]);
  await realize(...memory.values());
  refuseNonFinite(memory, {
    what: `parameters and optimizer state after step ${state.step}`,
    hint: "not saved, older checkpoints are finite: go on from one with a lower learning rate",
  });
  const tensors = new Map([
    ...memory,
    ["history.loss", column(state.stepLoss)],
    ["history.accuracy", column(state.stepAccuracy)],
    ["history.lr", column(state.stepLr)],
  ]);
  const metadata = new Map([[KEY, encodeState(parts)]]);
  const path = join(folder, `checkpoint-${String(state.step).padStart(8, "0")}.safetensors`);
  await makeFolder(folder);
  await writeFileAtomic(
    path,
    encodeSafetensors(tensors, metadata, { checksums: true }),
    ops === undefined ? {} : { ops },
  );
  return path;
}

/**
 * Reads one checkpoint file. Throws `INVALID_FILE` for a damaged one, `MISMATCH` for a whole file that is something
 * else.
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const { tensors, metadata, integrity } = await readSafetensors(path);
  const text = metadata.get(KEY);
  const saved = text === undefined ? undefined : decodeState(text);
  if (saved?.schema !== schema) {
    throw new VisionError({
      code: "MISMATCH",
      who: "readCheckpoint",
      expected: `a training checkpoint of schema ${schema}`,
      got: saved?.schema ?? "a file without training state",
      hint:
        saved === undefined
          ? "pass a file that Trainer.fit wrote"
          : "end that run with the version of tsvision that began it, or start anew",
      file: path,
    });
  }
  // Checkpoints are always written with checksums: without them, the damage is where they stood.
  if (integrity === "sha256") return { path, tensors, saved };
  throw new VisionError({
    code: "INVALID_FILE",
    who: "readCheckpoint",
    expected: "a checkpoint with its checksums",
    got: "none",
    hint: "the file is damaged; use an older one",
    file: path,
  });
}

/**
 * Puts everything back as it was when the checkpoint was written. What does not fit is refused (code MISMATCH, naming
 * the file and the difference), and model, optimizer and loader then stay as they are.
 */
export function applyCheckpoint(
  { tensors, saved, path }: Checkpoint,
  { model, optimizer, loader, scheduling, state }: CheckpointParts,
): void {
  const previous = {
    loader: loader.stateDict(),
    optimizer: optimizer.stateDict(),
    schedule: scheduling && saveSchedule(scheduling),
  };
  try {
    refuseOtherOptimizer(saved.optimizer, optimizer);
    loader.loadStateDict(saved.loader);
    optimizer.loadStateDict({ tensors: unprefixed("optimizer", tensors), ...saved.optimizerState });
    loadSchedule(scheduling, saved.schedule);
    model.loadStateDict(unprefixed("model", tensors)); // checks all before it changes anything
  } catch (cause) {
    loader.loadStateDict(previous.loader);
    optimizer.loadStateDict(previous.optimizer);
    loadSchedule(scheduling, previous.schedule);
    if (!(cause instanceof VisionError)) throw cause;
    const { code, who, expected, got, hint } = cause;
    throw new VisionError({ code, who, expected, got, hint, file: path, cause });
  }
  defaultRng().setState(saved.rng);
  const numbers = (name: string) => Array.from(tensors.get(`history.${name}`)!.hostData(), Number);
  Object.assign(state, {
    epoch: saved.epoch,
    step: saved.step,
    sums: { ...saved.sums },
    epochs: [...saved.epochs],
    stepLoss: numbers("loss"),
    stepAccuracy: numbers("accuracy"),
    stepLr: numbers("lr"),
  });
}

// JSON has no NaN and no infinity, which a validation loss may well be.
function encodeState({ optimizer, loader, scheduling, state }: CheckpointParts): string {
  const { epoch, step, sums, epochs } = state;
  const { numbers, groups } = optimizer.stateDict();
  const saved: SavedState = {
    schema,
    epoch,
    step,
    sums,
    epochs,
    optimizer: optimizer.constructor.name,
    optimizerState: { numbers, groups },
    schedule: scheduling && saveSchedule(scheduling),
    rng: defaultRng().state(),
    loader: loader.stateDict(),
  };
  const text = (_: string, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return JSON.stringify(saved, text);
}

function decodeState(text: string): SavedState {
  const numbers = ["NaN", "Infinity", "-Infinity"];
  return JSON.parse(text, (_, value) => (numbers.includes(value) ? Number(value) : value));
}

function refuseOtherOptimizer(saved: string, { constructor: { name } }: Optimizer): void {
  if (saved === name) return;
  throw new VisionError({
    code: "MISMATCH",
    who: "Trainer.fit",
    expected: `the checkpoint of a run with ${name}`,
    got: `one with ${saved}`,
    hint: "resume with the optimizer that the checkpoint was made with",
  });
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new VisionError({
      code: "WRITE_FAILED",
      who: "Trainer.fit",
      file: folder,
      expected: "a folder for checkpoints",
      got: cause,
      hint: "check the path and who may write there",
      cause,
    });
  });
}

function column(values: readonly number[]): Tensor {
  return Tensor.fromData(Float64Array.from(values), [values.length]);
}

function prefixed(prefix: string, tensors: ReadonlyMap<string, Tensor>): [string, Tensor][] {
  return [...tensors].map(([name, tensor]) => [`${prefix}.${name}`, tensor]);
}

function unprefixed(prefix: string, tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const start = `${prefix}.`;
  const own = [...tensors].filter(([name]) => name.startsWith(start));
  return new Map(own.map(([name, tensor]) => [name.slice(start.length), tensor]));
}
