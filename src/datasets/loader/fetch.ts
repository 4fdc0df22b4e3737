import type { LimitFunction } from "p-limit";
import { show, VisionError } from "../../util/errors.ts";
import { rngFor } from "../../util/rng.ts";
import type { Dataset } from "../dataset.ts";
import { SampleRng } from "./sample-rng.ts";

/** What the samples of a batch depend on beside their indices. */
export interface Draws {
  readonly seed: number;
  readonly epoch: number;
}

/** Becomes `stopped` when nobody waits for the samples any more. */
export interface Stop {
  stopped: boolean;
}

/** Samples of a dataset with `getSync`, in order. */
export function fetchSync<S>(
  dataset: Dataset<S>,
  indices: Uint32Array,
  { seed, epoch }: Draws,
): S[] {
  const rng = new SampleRng();
  const samples = new Array<S>(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    try {
      samples[i] = dataset.getSync!(index, rng.aim(seed, epoch, index));
    } catch (cause) {
      throw sampleError(dataset, index, cause);
    }
  }
  return samples;
}

/**
 * Samples in order, as many at once as `limit` lets. After a failure or a stop no further sample is
 * begun, and those under way are waited for: the error is that of the first bad sample in order,
 * whichever failed first in time.
 */
export async function fetchAsync<S>(
  dataset: Dataset<S>,
  indices: Uint32Array,
  { seed, epoch }: Draws,
  { limit, stop }: { limit: LimitFunction; stop: Stop },
): Promise<S[]> {
  let failed = false;
  const one = async (index: number): Promise<S> => {
    if (failed || stop.stopped) throw notBegun(index);
    try {
      return await dataset.get(index, rngFor(seed, epoch, index));
    } catch (cause) {
      failed = true;
      throw sampleError(dataset, index, cause);
    }
  };
  const settled = await Promise.allSettled(Array.from(indices, (index) => limit(one, index)));
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

function notBegun(index: number): VisionError {
  return new VisionError({
    code: "ABORTED",
    who: "DataLoader",
    expected: `sample ${index} to load`,
    got: "a stopped loader",
    hint: "iterate again",
  });
}

function sampleError(dataset: Dataset, index: number, cause: unknown): VisionError {
  const known = cause instanceof VisionError ? cause : undefined;
  const file = known?.file ?? dataset.describe?.(index);
  return new VisionError({
    code: known?.code ?? "INVALID_ARGUMENT",
    who: "DataLoader",
    expected: `sample ${index} to load`,
    got: known === undefined ? cause : reason(known),
    hint: known?.hint ?? "see the error's cause",
    ...(file === undefined ? {} : { file }),
    cause,
  });
}

// The cause's message without its file, which the outer message tells already.
function reason({ who, expected, got }: VisionError): Error {
  return new Error(`${who} expecting ${expected} but ${show(got)}`);
}
