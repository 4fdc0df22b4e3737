import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readSafetensors, writeSafetensors } from "../models/safetensors.ts";
import type { Module } from "../nn/index.ts";
import type { Optimizer } from "../optim/index.ts";
import { realize, Tensor } from "../tensor/index.ts";
import { defaultRng } from "../util/default-rng.ts";
import { VisionError } from "../util/errors.ts";
import type { FitState, SavedState } from "./fit-state.ts";
import type { TrainingLoader } from "./loader.ts";

/** What a checkpoint is made of. */
export interface CheckpointParts {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly loader: TrainingLoader;
  readonly state: FitState;
}

/** A checkpoint that was read and not yet applied. */
export interface Checkpoint {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly saved: SavedState;
}

const pattern = /^checkpoint-(\d{8,})\.safetensors$/;

/**
 * Writes a whole training state as one file, `checkpoint-<step>.safetensors`: under a temporary name first, then
 * renamed, so that a crash leaves the old files as they were. Returns the path.
 */
export async function saveCheckpoint(folder: string, parts: CheckpointParts): Promise<string> {
  const { model, optimizer, loader, state } = parts;
  const memory = optimizer.stateDict();
  const tensors = new Map<string, Tensor>([
    ...prefixed("model", model.stateDict()),
    ...prefixed("optimizer", memory.tensors),
    ["history.loss", Tensor.fromData(Float64Array.from(state.stepLoss), [state.stepLoss.length])],
    [
      "history.accuracy",
      Tensor.fromData(Float64Array.from(state.stepAccuracy), [state.stepAccuracy.length]),
    ],
  ]);
  await realize(...tensors.values());
  const { epoch, step, sums, epochs } = state;
  const saved: SavedState = {
    schema: 1,
    epoch,
    step,
    sums,
    epochs,
    lr: memory.lr,
    rng: defaultRng().state(),
    loader: loader.stateDict(),
  };
  await mkdir(folder, { recursive: true });
  const path = join(folder, `checkpoint-${String(step).padStart(8, "0")}.safetensors`);
  await writeSafetensors(path, tensors, new Map([["tsvision.trainer", JSON.stringify(saved)]]), {
    checksums: true,
  });
  return path;
}

/** Checkpoints of a folder, newest first; none if the folder is not there. */
export async function listCheckpoints(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const numbered = names.flatMap((name) => {
    const step = pattern.exec(name)?.[1];
    return step === undefined ? [] : [{ name, step: Number(step) }];
  });
  return numbered.sort((a, b) => b.step - a.step).map(({ name }) => join(folder, name));
}

/**
 * Reads the newest checkpoint that is whole; `undefined` if there is none at all. Damaged files are told to `warn` and
 * left where they are; if every file is damaged the last one's error is thrown.
 */
export async function newestCheckpoint(
  folder: string,
  warn: (message: string) => void,
): Promise<Checkpoint | undefined> {
  let failure: unknown;
  for (const path of await listCheckpoints(folder)) {
    try {
      return await readCheckpoint(path);
    } catch (error) {
      failure = error;
      warn(`skipping a damaged checkpoint: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failure !== undefined) throw failure;
  return undefined;
}

/** Reads one checkpoint file. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const { tensors, metadata } = await readSafetensors(path);
  const text = metadata.get("tsvision.trainer");
  const saved = text === undefined ? undefined : (JSON.parse(text) as SavedState);
  if (saved?.schema === 1) return { path, tensors, saved };
  throw new VisionError({
    code: "MISMATCH",
    who: "readCheckpoint",
    expected: "a training checkpoint of schema 1",
    got: saved?.schema ?? "a file without training state",
    hint: "pass a file that Trainer.fit wrote",
    file: path,
  });
}

/** Puts everything back as it was when the checkpoint was written. What does not fit is refused first. */
export function applyCheckpoint(
  { tensors, saved, path }: Checkpoint,
  parts: CheckpointParts,
): void {
  const { model, optimizer, loader, state } = parts;
  const previous = loader.stateDict();
  loader.loadStateDict(saved.loader);
  try {
    optimizer.loadStateDict({ tensors: unprefixed("optimizer", tensors), lr: saved.lr });
    model.loadStateDict(unprefixed("model", tensors));
  } catch (cause) {
    loader.loadStateDict(previous);
    if (!(cause instanceof VisionError)) throw cause;
    const { code, who, expected, got, hint } = cause;
    throw new VisionError({ code, who, expected, got, hint, file: path, cause });
  }
  defaultRng().setState(saved.rng);
  Object.assign(state, {
    epoch: saved.epoch,
    step: saved.step,
    sums: { ...saved.sums },
    epochs: [...saved.epochs],
    stepLoss: Array.from(tensors.get("history.loss")!.hostData(), Number),
    stepAccuracy: Array.from(tensors.get("history.accuracy")!.hostData(), Number),
  });
}

/** Deletes what is older than the newest `keep` of `whole`, the files known to be whole; others are left alone. */
export async function pruneCheckpoints(whole: string[], keep: number): Promise<void> {
  while (whole.length > keep) await rm(whole.shift()!, { force: true });
}

function prefixed(prefix: string, tensors: ReadonlyMap<string, Tensor>): [string, Tensor][] {
  return [...tensors].map(([name, tensor]) => [`${prefix}.${name}`, tensor]);
}

function unprefixed(prefix: string, tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const start = `${prefix}.`;
  const own = [...tensors].filter(([name]) => name.startsWith(start));
  return new Map(own.map(([name, tensor]) => [name.slice(start.length), tensor]));
}
