import { VisionError } from "../../util/errors.ts";
import type { IterableDataset, IterateOptions } from "./iterable-dataset.ts";

/** The items of one batch of a stream, and the number of the first. */
export interface StreamBatch {
  readonly first: number;
  readonly items: readonly unknown[];
}

/** Cuts a stream into batches; the iterator of the stream is closed with this one. */
export async function* streamBatches(
  stream: IterableDataset,
  options: IterateOptions,
  { batchSize, dropLast }: { batchSize: number; dropLast: boolean },
): AsyncGenerator<StreamBatch, void, undefined> {
  let first = options.skip;
  let items: unknown[] = [];
  try {
    for await (const item of stream.iterate(options)) {
      items.push(item);
      if (items.length < batchSize) continue;
      yield { first, items };
      first += items.length;
      items = [];
    }
  } catch (cause) {
    if (cause instanceof VisionError) throw cause;
    throw new VisionError({
      who: "DataLoader",
      expected: `the stream to go on after ${first + items.length} items`,
      got: cause,
      hint: "see the error's cause",
      cause,
    });
  }
  if (items.length > 0 && !dropLast) yield { first, items };
}
