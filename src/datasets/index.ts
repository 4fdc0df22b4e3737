export type { BadData, Handler, ShardStats } from "./bad-data.ts";
export { Caltech101, type Caltech101Options, type Caltech101Target } from "./caltech101.ts";
export { Caltech256, type Caltech256Options } from "./caltech256.ts";
export { CelebA, type CelebAOptions, type CelebATarget } from "./celeb-a.ts";
export { ChainDataset, type ChainItem } from "./chain-dataset.ts";
export type { CIFAROptions } from "./cifar-files.ts";
export { CIFAR10 } from "./cifar10.ts";
export { CIFAR100 } from "./cifar100.ts";
export {
  Cityscapes,
  type CityscapesInstances,
  type CityscapesOptions,
  type CityscapesTarget,
} from "./cityscapes.ts";
export { type CityscapesClass, cityscapesClasses } from "./cityscapes-classes.ts";
export { CocoCaptions, type CocoCaptionsOptions } from "./coco-captions.ts";
export {
  CocoDetection,
  type CocoDetectionOptions,
  type CocoKey,
  type CocoTarget,
} from "./coco-detection.ts";
export type { CocoAnnotation, CocoCategory, CocoImage } from "./coco-files.ts";
export type { CocoSegmentation } from "./coco-mask.ts";
export { ConcatDataset } from "./concat-dataset.ts";
export { Country211, type Country211Options } from "./country211.ts";
export type { Dataset, LabelledOptions, SampleTransform } from "./dataset.ts";
export { DatasetFolder, type DatasetFolderOptions } from "./dataset-folder.ts";
export type { SampleDecoding, WebSample } from "./decode-sample.ts";
export { DTD, type DTDOptions } from "./dtd.ts";
export { EMNIST, type EMNISTOptions } from "./emnist.ts";
export { EuroSAT, type EuroSATOptions } from "./euro-sat.ts";
export { FakeData, type FakeDataOptions } from "./fake-data.ts";
export { FashionMNIST } from "./fashion-mnist.ts";
export { FGVCAircraft, type FGVCAircraftOptions } from "./fgvc-aircraft.ts";
export { Flowers102, type Flowers102Options } from "./flowers102.ts";
export { Food101, type Food101Options } from "./food101.ts";
export { FrameFolder, type FrameFolderOptions } from "./frame-folder.ts";
export { GTSRB, type GTSRBOptions } from "./gtsrb.ts";
export { type IdxArray, type IdxOptions, readIdx } from "./idx.ts";
export type { IdxImagesOptions } from "./idx-images.ts";
export { imageExtensions } from "./image-files.ts";
export { ImageFolder, type ImageFolderOptions } from "./image-folder.ts";
export {
  ImageFolderStream,
  type ImageFolderStreamOptions,
  type ListedFile,
} from "./image-folder-stream.ts";
export { ImageNet, type ImageNetOptions } from "./image-net.ts";
export { Imagenette, type ImagenetteOptions } from "./imagenette.ts";
export { KMNIST } from "./kmnist.ts";
export { type FilesOptions, LabelledFiles } from "./labelled-files.ts";
export { LabelledPixels, type PixelsOptions } from "./labelled-pixels.ts";
export { LFWPairs, type LFWPairsOptions } from "./lfw-pairs.ts";
export { LFWPeople, type LFWPeopleOptions } from "./lfw-people.ts";
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
export { OxfordIIITPet, type OxfordIIITPetOptions, type PetTarget } from "./oxford-iiit-pet.ts";
export { ParquetImages, type ParquetImagesOptions } from "./parquet-images.ts";
export { PCAM, type PCAMOptions } from "./pcam.ts";
export { Places365, type Places365Options } from "./places365.ts";
export { QMNIST, type QMNISTOptions, type QMNISTTarget } from "./qmnist.ts";
export { randomSplit } from "./random-split.ts";
export type { IndexedShard, ShardIndex } from "./shard-index.ts";
export type { RawSample } from "./shard-samples.ts";
export type { ShardSourceOptions } from "./shard-source.ts";
export type { ShuffleBuffer } from "./shuffle-order.ts";
export { StanfordCars, type StanfordCarsOptions } from "./stanford-cars.ts";
export { STL10, type STL10Options } from "./stl10.ts";
export { Subset } from "./subset.ts";
export { SUN397, type SUN397Options } from "./sun397.ts";
export { SVHN, type SVHNOptions } from "./svhn.ts";
export { TensorDataset } from "./tensor-dataset.ts";
export { USPS, type USPSOptions } from "./usps.ts";
export {
  type DatasetSource,
  type DownloadOption,
  VisionDataset,
  type VisionOptions,
} from "./vision-dataset.ts";
export { VOCDetection, type VOCTarget } from "./voc-detection.ts";
export { type VOCOptions, vocClasses } from "./voc-files.ts";
export { VOCSegmentation } from "./voc-segmentation.ts";
export { WebDataset, type WebDatasetOptions } from "./web-dataset.ts";
export { type WriteShardsOptions, writeShards } from "./write-shards.ts";
