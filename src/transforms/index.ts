export { AugMix, type AugMixOptions } from "./aug-mix.ts";
export { AutoAugment, type AutoAugmentPolicy } from "./auto-augment.ts";
export { BatchTransform, type BatchTransformOptions } from "./batch-transform.ts";
export { CenterCrop } from "./center-crop.ts";
export { ClampBoundingBoxes } from "./clamp-bounding-boxes.ts";
export { ClampKeyPoints } from "./clamp-key-points.ts";
export { ColorJitter, type ColorJitterOptions } from "./color-jitter.ts";
export { ColorTransform } from "./color-transform.ts";
export { Compose } from "./compose.ts";
export { ConversionTransform } from "./conversion-transform.ts";
export { ConvertBoundingBoxFormat } from "./convert-bounding-box-format.ts";
export { ConvertImageDtype } from "./convert-image-dtype.ts";
export { CutMix } from "./cut-mix.ts";
export type { Degrees } from "./degrees.ts";
export { ElasticTransform, type ElasticTransformOptions } from "./elastic-transform.ts";
export { FiveCrop } from "./five-crop.ts";
export { fromJSON, type TransformEntry, transforms } from "./from-json.ts";
export type { ClampBoundingBoxesOptions } from "./functional/clamp-bounding-boxes.ts";
export * as functional from "./functional/index.ts";
export type { Interpolation, ResizeOptions, ResizeSize } from "./functional/resize-options.ts";
export type { SanitizeLimits } from "./functional/sanitize-bounding-boxes.ts";
export type { WarpInterpolation } from "./functional/warp.ts";
export { GaussianBlur, type GaussianBlurRange } from "./gaussian-blur.ts";
export { GaussianNoise } from "./gaussian-noise.ts";
export { GeometricTransform } from "./geometric-transform.ts";
export { Grayscale } from "./grayscale.ts";
export { Identity } from "./identity.ts";
export { JPEG } from "./jpeg.ts";
export type { PaddingMode } from "./kernels/indices.ts";
export type { LabelsGetter } from "./labels.ts";
export { Lambda } from "./lambda.ts";
export { LinearTransformation } from "./linear-transformation.ts";
export { MixUp } from "./mix-up.ts";
export { Normalize } from "./normalize.ts";
export type { Fill, FillOption, Padding, Range, SizeOption } from "./options.ts";
export { Pad, type PadTransformOptions } from "./pad.ts";
export { PartTransform } from "./part-transform.ts";
export { PILToTensor } from "./pil-to-tensor.ts";
export {
  ImageClassification,
  type ImageClassificationOptions,
} from "./presets/image-classification.ts";
export {
  checkType,
  getBoundingBoxes,
  getKeyPoints,
  hasAll,
  hasAny,
  queryChw,
  querySize,
  type TypeOrCheck,
} from "./queries.ts";
export { RandAugment, type RandAugmentOptions } from "./rand-augment.ts";
export { RandomAdjustSharpness } from "./random-adjust-sharpness.ts";
export { RandomAffine, type RandomAffineOptions, type Shear } from "./random-affine.ts";
export { RandomApply } from "./random-apply.ts";
export { RandomAutocontrast } from "./random-autocontrast.ts";
export { RandomChannelPermutation } from "./random-channel-permutation.ts";
export { RandomChoice } from "./random-choice.ts";
export { RandomCrop, type RandomCropOptions } from "./random-crop.ts";
export { RandomEqualize } from "./random-equalize.ts";
export { RandomErasing, type RandomErasingOptions } from "./random-erasing.ts";
export { RandomGrayscale } from "./random-grayscale.ts";
export { RandomHorizontalFlip } from "./random-horizontal-flip.ts";
export { RandomInvert } from "./random-invert.ts";
export { RandomIoUCrop, type RandomIoUCropOptions } from "./random-iou-crop.ts";
export { RandomOrder } from "./random-order.ts";
export { RandomPerspective, type RandomPerspectiveOptions } from "./random-perspective.ts";
export {
  RandomPhotometricDistort,
  type RandomPhotometricDistortOptions,
} from "./random-photometric-distort.ts";
export { RandomPosterize } from "./random-posterize.ts";
export { RandomResize } from "./random-resize.ts";
export { RandomResizedCrop, type RandomResizedCropOptions } from "./random-resized-crop.ts";
export { RandomRotation, type RandomRotationOptions } from "./random-rotation.ts";
export { RandomShortestSize } from "./random-shortest-size.ts";
export { RandomSolarize } from "./random-solarize.ts";
export { RandomVerticalFlip } from "./random-vertical-flip.ts";
export { RandomZoomOut, type RandomZoomOutOptions } from "./random-zoom-out.ts";
export { Resize } from "./resize.ts";
export { RGB } from "./rgb.ts";
export {
  SanitizeBoundingBoxes,
  type SanitizeBoundingBoxesOptions,
} from "./sanitize-bounding-boxes.ts";
export { SanitizeKeyPoints, type SanitizeKeyPointsOptions } from "./sanitize-key-points.ts";
export { ScaleJitter, type ScaleJitterOptions } from "./scale-jitter.ts";
export { SetClampingMode } from "./set-clamping-mode.ts";
export { SinglePictureTransform } from "./single-picture-transform.ts";
export type { Step } from "./steps.ts";
export { TenCrop } from "./ten-crop.ts";
export { type DtypeChoice, ToDtype } from "./to-dtype.ts";
export { ToImage } from "./to-image.ts";
export { ToPILImage } from "./to-pil-image.ts";
export { ToPureTensor } from "./to-pure-tensor.ts";
export { ToTensor } from "./to-tensor.ts";
export { Transform, type TransformJson } from "./transform.ts";
export { TrivialAugmentWide, type TrivialAugmentWideOptions } from "./trivial-augment-wide.ts";
export { UniformTemporalSubsample } from "./uniform-temporal-subsample.ts";
