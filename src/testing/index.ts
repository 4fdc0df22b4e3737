export { type CheckOptions, checkTransform } from "./check-transform.ts";
export type { Law } from "./laws.ts";
export * as laws from "./laws.ts";
export { images, type PictureOptions, sizes, videos } from "./pictures.ts";
export {
  type BoxOptions,
  boundingBoxes,
  boxFormats,
  keyPoints,
  masks,
  type PlaceOptions,
} from "./places.ts";
export { type FullSample, type SampleOptions, samples, seeds } from "./samples.ts";
export { spelled } from "./spelled.ts";
export { anyTransform, pipelines, transformsNamed } from "./transforms.ts";
