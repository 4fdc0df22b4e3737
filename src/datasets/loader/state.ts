import { checkInteger } from "../../util/check.ts";
import { VisionError } from "../../util/errors.ts";

/** What a position belongs to: with any other value, the same numbers would mean other samples. */
export interface LoaderIdentity {
  readonly length: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly dropLast: boolean;
  /** The dataset's fingerprint; null where it has none. */
  readonly dataset: string | null;
  /** The fingerprint of the sampler or batch sampler, where one was given. */
  readonly sampler?: string;
  /** Of a stream: the processes that share it, where there are several. */
  readonly worldSize?: number;
}

/** A loader's position as plain JSON: `batch` batches of `epoch` have been handed out. */
export interface LoaderState extends LoaderIdentity {
  readonly version: 1;
  readonly epoch: number;
  readonly batch: number;
  /** Samples of this epoch that were left out so far, where some were. */
  readonly skipped?: number;
}

/** Refuses a state that is no state, or that belongs to other data or options, naming these. */
export function checkState(state: LoaderState, here: LoaderIdentity, batches: number): void {
  const who = "DataLoader.loadStateDict";
  if (state === null || typeof state !== "object" || state.version !== 1) {
    throw new VisionError({
      code: "MISMATCH",
      who,
      expected: "a state of version 1",
      got: (state as { version?: unknown } | null)?.version ?? state,
      hint: "pass what stateDict() gave, with the same version of this package",
    });
  }
  const more = (["sampler", "worldSize"] as const).filter((name) => state[name] !== undefined);
  const names = [...new Set([...Object.keys(here), ...more])] as (keyof LoaderIdentity)[];
  const different = names.filter((name) => state[name] !== here[name]);
  if (different.length > 0) {
    throw new VisionError({
      code: "MISMATCH",
      who,
      expected: `the state of a loader with ${pick(here, different)}`,
      got: pick(state, different),
      hint: "give the loader the data and options that the state was made with, or start anew",
    });
  }
  checkInteger(who, "epoch", state.epoch);
  checkInteger(who, "batch", state.batch, { high: batches });
}

function pick(from: LoaderIdentity, names: readonly (keyof LoaderIdentity)[]): string {
  return names.map((name) => `${name} ${from[name]}`).join(", ");
}
