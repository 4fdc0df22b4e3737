import { VisionError } from "../../util/errors.ts";
import type { Rng } from "../../util/rng.ts";
import type { Dataset } from "../dataset.ts";
import { fetchAsync, fetchSync, type Ways } from "./fetch.ts";
import { type IterableDataset, isIterableDataset } from "./iterable-dataset.ts";
import type { Job, Loaded } from "./job.ts";
import { isMadeAnew, recycleSamples } from "./recycle.ts";

/** Makes one batch of samples. */
export type CollateFunction = (samples: readonly unknown[]) => unknown;

/** Loads and collates the samples of one job, in whichever thread this is called. */
export async function loadBatch(
  dataset: Dataset | IterableDataset,
  job: Job,
  ways: Ways,
  collate: CollateFunction,
): Promise<Loaded<unknown>> {
  const numbered = isIterableDataset(dataset) ? itemsAsDataset(dataset, job) : dataset;
  const { samples, skipped } =
    numbered.getSync === undefined
      ? await fetchAsync(numbered, job, ways)
      : fetchSync(numbered, job, ways);
  if (samples.length === 0) return { skipped };
  const batch = collateSamples(samples, collate, job.indices);
  if (ways.copies && (await isMadeAnew(dataset))) recycleSamples(samples);
  return { batch, skipped };
}

/** Calls a collate; its errors name the samples. */
export function collateSamples(
  samples: readonly unknown[],
  collate: CollateFunction,
  indices: Uint32Array,
): unknown {
  try {
    return collate(samples);
  } catch (cause) {
    const known = cause instanceof VisionError ? cause : undefined;
    throw new VisionError({
      code: known?.code ?? "INVALID_ARGUMENT",
      who: "DataLoader",
      expected: `samples [${indices.subarray(0, 8).join(", ")}${indices.length > 8 ? ", ..." : ""}] to collate`,
      got: cause,
      hint: known?.hint ?? "see the error's cause",
      cause,
    });
  }
}

// The items of one job, under the numbers that they have in the stream.
function itemsAsDataset(stream: IterableDataset, { items = [], indices }: Job): Dataset {
  const first = indices[0] ?? 0;
  const item = (index: number) => items[index - first];
  return {
    length: first + items.length,
    get: async (index: number, rng?: Rng) =>
      stream.load === undefined ? item(index) : stream.load(item(index), rng!),
    ...(stream.load === undefined ? { getSync: item } : {}),
    describe: (index) => stream.describe?.(item(index)) ?? `item ${index} of the stream`,
  };
}
