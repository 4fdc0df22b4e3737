export type { Dataset, LabelledOptions, SampleTransform } from "./dataset.ts";
export { FashionMNIST } from "./fashion-mnist.ts";
export { type IdxArray, type IdxOptions, readIdx } from "./idx.ts";
export type { IdxImagesOptions } from "./idx-images.ts";
export { imageExtensions } from "./image-files.ts";
export { ImageFolder, type ImageFolderOptions } from "./image-folder.ts";
export { BatchSampler } from "./loader/batch-sampler.ts";
export { ClassBalancedSampler } from "./loader/class-balanced-sampler.ts";
export { defaultCollate } from "./loader/collate.ts";
export { DataLoader } from "./loader/data-loader.ts";
export {
  DistributedSampler,
  type DistributedSamplerOptions,
} from "./loader/distributed-sampler.ts";
export type { IterableDataset, IterateOptions } from "./loader/iterable-dataset.ts";
export type { SkippedSample } from "./loader/job.ts";
export type {
  Collate,
  DataLoaderOptions,
  SkipOptions,
  WorkerOptions,
} from "./loader/loader-options.ts";
export { type PadCollateOptions, type PaddedRows, padCollate } from "./loader/pad-collate.ts";
export { RASampler, type RASamplerOptions } from "./loader/ra-sampler.ts";
export { RandomSampler, type RandomSamplerOptions } from "./loader/random-sampler.ts";
export type { BatchedSampler, Sampler, Sized } from "./loader/sampler.ts";
export { SequentialSampler } from "./loader/sequential-sampler.ts";
export type { LoaderState } from "./loader/state.ts";
export { SubsetRandomSampler } from "./loader/subset-random-sampler.ts";
export {
  WeightedRandomSampler,
  type WeightedRandomSamplerOptions,
} from "./loader/weighted-random-sampler.ts";
export type { WorkerContext, WorkerModule } from "./loader/worker-module.ts";
export type { WorkerDeath } from "./loader/worker-pool.ts";
export { MNIST } from "./mnist.ts";
export { randomSplit } from "./random-split.ts";
export { Subset } from "./subset.ts";
export { TensorDataset } from "./tensor-dataset.ts";
