import type { DataLoader } from "../datasets/index.ts";
import type { Tensor } from "../tensor/index.ts";

/** Images `[n, c, h, w]` float32 and labels `[n]` int64. */
export type Batch = readonly [images: Tensor, labels: Tensor];

/** Batches to evaluate on: a `DataLoader`, or an array of batches. */
export type Batches = (AsyncIterable<Batch> | Iterable<Batch>) & {
  readonly length: number;
  setEpoch?(epoch: number): void;
};

/** What training needs of a `DataLoader`: batches, and an exact position among them; `indices` is for errors. */
export type TrainingLoader = Pick<
  DataLoader,
  "length" | "setEpoch" | "stateDict" | "loadStateDict"
> &
  Partial<Pick<DataLoader, "indices">> &
  AsyncIterable<Batch>;
