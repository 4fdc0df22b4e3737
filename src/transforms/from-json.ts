import { expected } from "../util/errors.ts";
import { AugMix } from "./aug-mix.ts";
import { AutoAugment } from "./auto-augment.ts";
import { CenterCrop } from "./center-crop.ts";
import { ClampBoundingBoxes } from "./clamp-bounding-boxes.ts";
import { ClampKeyPoints } from "./clamp-key-points.ts";
import { ColorJitter } from "./color-jitter.ts";
import { Compose } from "./compose.ts";
import { ConvertBoundingBoxFormat } from "./convert-bounding-box-format.ts";
import { ConvertImageDtype } from "./convert-image-dtype.ts";
import { CutMix } from "./cut-mix.ts";
import { ElasticTransform } from "./elastic-transform.ts";
import { FiveCrop } from "./five-crop.ts";
import { GaussianBlur } from "./gaussian-blur.ts";
import { GaussianNoise } from "./gaussian-noise.ts";
import { Grayscale } from "./grayscale.ts";
import { Identity } from "./identity.ts";
import { JPEG } from "./jpeg.ts";
import { Lambda } from "./lambda.ts";
import { LinearTransformation } from "./linear-transformation.ts";
import { MixUp } from "./mix-up.ts";
import { Normalize } from "./normalize.ts";
import { Pad } from "./pad.ts";
import { PILToTensor } from "./pil-to-tensor.ts";
import { ImageClassification } from "./presets/image-classification.ts";
import { RandAugment } from "./rand-augment.ts";
import { RandomAdjustSharpness } from "./random-adjust-sharpness.ts";
import { RandomAffine } from "./random-affine.ts";
import { RandomApply } from "./random-apply.ts";
import { RandomAutocontrast } from "./random-autocontrast.ts";
import { RandomChannelPermutation } from "./random-channel-permutation.ts";
import { RandomChoice } from "./random-choice.ts";
import { RandomCrop } from "./random-crop.ts";
import { RandomEqualize } from "./random-equalize.ts";
import { RandomErasing } from "./random-erasing.ts";
import { RandomGrayscale } from "./random-grayscale.ts";
import { RandomHorizontalFlip } from "./random-horizontal-flip.ts";
import { RandomInvert } from "./random-invert.ts";
import { RandomIoUCrop } from "./random-iou-crop.ts";
import { RandomOrder } from "./random-order.ts";
import { RandomPerspective } from "./random-perspective.ts";
import { RandomPhotometricDistort } from "./random-photometric-distort.ts";
import { RandomPosterize } from "./random-posterize.ts";
import { RandomResize } from "./random-resize.ts";
import { RandomResizedCrop } from "./random-resized-crop.ts";
import { RandomRotation } from "./random-rotation.ts";
import { RandomShortestSize } from "./random-shortest-size.ts";
import { RandomSolarize } from "./random-solarize.ts";
import { RandomVerticalFlip } from "./random-vertical-flip.ts";
import { RandomZoomOut } from "./random-zoom-out.ts";
import { Resize } from "./resize.ts";
import { RGB } from "./rgb.ts";
import { SanitizeBoundingBoxes } from "./sanitize-bounding-boxes.ts";
import { SanitizeKeyPoints } from "./sanitize-key-points.ts";
import { ScaleJitter } from "./scale-jitter.ts";
import { SetClampingMode } from "./set-clamping-mode.ts";
import { TenCrop } from "./ten-crop.ts";
import { ToDtype } from "./to-dtype.ts";
import { ToImage } from "./to-image.ts";
import { ToPILImage } from "./to-pil-image.ts";
import { ToPureTensor } from "./to-pure-tensor.ts";
import { ToTensor } from "./to-tensor.ts";
import type { Transform, TransformJson } from "./transform.ts";
import { isPlainObject } from "./tree.ts";
import { TrivialAugmentWide } from "./trivial-augment-wide.ts";
import { UniformTemporalSubsample } from "./uniform-temporal-subsample.ts";

/** How a transform is built from its options: the class, and the options that it takes by position. */
export interface TransformEntry {
  readonly build: new (...given: never[]) => Transform;
  readonly positional: readonly string[];
}

/** All transforms by name. */
export const transforms = {
  CenterCrop: { build: CenterCrop, positional: ["size"] },
  Compose: { build: Compose, positional: ["transforms"] },
  Normalize: { build: Normalize, positional: ["mean", "std"] },
  RandomCrop: { build: RandomCrop, positional: ["size"] },
  RandomHorizontalFlip: { build: RandomHorizontalFlip, positional: [] },
  Resize: { build: Resize, positional: ["size"] },
  ToTensor: { build: ToTensor, positional: [] },
  FiveCrop: { build: FiveCrop, positional: ["size"] },
  Identity: { build: Identity, positional: [] },
  Lambda: { build: Lambda, positional: ["fn"] },
  Pad: { build: Pad, positional: ["padding"] },
  RandomApply: { build: RandomApply, positional: ["transforms"] },
  RandomChoice: { build: RandomChoice, positional: ["transforms"] },
  RandomOrder: { build: RandomOrder, positional: ["transforms"] },
  RandomResize: { build: RandomResize, positional: ["minSize", "maxSize"] },
  RandomResizedCrop: { build: RandomResizedCrop, positional: ["size"] },
  RandomShortestSize: { build: RandomShortestSize, positional: ["minSize"] },
  RandomVerticalFlip: { build: RandomVerticalFlip, positional: [] },
  RandomZoomOut: { build: RandomZoomOut, positional: [] },
  ScaleJitter: { build: ScaleJitter, positional: ["targetSize"] },
  TenCrop: { build: TenCrop, positional: ["size"] },
  RandomIoUCrop: { build: RandomIoUCrop, positional: [] },
  ColorJitter: { build: ColorJitter, positional: [] },
  Grayscale: { build: Grayscale, positional: [] },
  RandomAdjustSharpness: { build: RandomAdjustSharpness, positional: ["sharpnessFactor"] },
  RandomAutocontrast: { build: RandomAutocontrast, positional: [] },
  RandomChannelPermutation: { build: RandomChannelPermutation, positional: [] },
  RandomEqualize: { build: RandomEqualize, positional: [] },
  RandomGrayscale: { build: RandomGrayscale, positional: [] },
  RandomInvert: { build: RandomInvert, positional: [] },
  RandomPhotometricDistort: { build: RandomPhotometricDistort, positional: [] },
  RandomPosterize: { build: RandomPosterize, positional: ["bits"] },
  RandomSolarize: { build: RandomSolarize, positional: ["threshold"] },
  RGB: { build: RGB, positional: [] },
  ConvertImageDtype: { build: ConvertImageDtype, positional: ["dtype"] },
  ImageClassification: { build: ImageClassification, positional: [] },
  PILToTensor: { build: PILToTensor, positional: [] },
  ToDtype: { build: ToDtype, positional: ["dtype"] },
  ToImage: { build: ToImage, positional: [] },
  ToPILImage: { build: ToPILImage, positional: [] },
  ToPureTensor: { build: ToPureTensor, positional: [] },
  ClampBoundingBoxes: { build: ClampBoundingBoxes, positional: [] },
  ClampKeyPoints: { build: ClampKeyPoints, positional: [] },
  ConvertBoundingBoxFormat: { build: ConvertBoundingBoxFormat, positional: ["format"] },
  SanitizeBoundingBoxes: { build: SanitizeBoundingBoxes, positional: [] },
  SanitizeKeyPoints: { build: SanitizeKeyPoints, positional: [] },
  SetClampingMode: { build: SetClampingMode, positional: ["mode"] },
  ElasticTransform: { build: ElasticTransform, positional: [] },
  RandomAffine: { build: RandomAffine, positional: ["degrees"] },
  RandomPerspective: { build: RandomPerspective, positional: [] },
  RandomRotation: { build: RandomRotation, positional: ["degrees"] },
  GaussianBlur: { build: GaussianBlur, positional: ["kernelSize"] },
  AugMix: { build: AugMix, positional: [] },
  AutoAugment: { build: AutoAugment, positional: ["policy"] },
  RandAugment: { build: RandAugment, positional: [] },
  TrivialAugmentWide: { build: TrivialAugmentWide, positional: [] },
  JPEG: { build: JPEG, positional: ["quality"] },
  GaussianNoise: { build: GaussianNoise, positional: [] },
  RandomErasing: { build: RandomErasing, positional: [] },
  LinearTransformation: { build: LinearTransformation, positional: ["matrix", "meanVector"] },
  UniformTemporalSubsample: { build: UniformTemporalSubsample, positional: ["numSamples"] },
  CutMix: { build: CutMix, positional: [] },
  MixUp: { build: MixUp, positional: [] },
} as const satisfies Record<string, TransformEntry>;

/**
 * Rebuilds a transform from what its `toJSON` gave, pipelines included. `own` adds classes that are
 * not part of this package. Throws on unknown names and options, and on options that the class refuses.
 * @example const same = fromJSON(JSON.parse(JSON.stringify(pipeline)));
 */
export function fromJSON(
  json: unknown,
  own: Readonly<Record<string, TransformEntry>> = {},
): Transform {
  const who = "fromJSON";
  if (!isTransformJson(json))
    throw expected(who, "{ name, options }", json, "pass what toJSON() gave");
  const known = new Map<string, TransformEntry>(Object.entries({ ...transforms, ...own }));
  const entry = known.get(json.name);
  if (entry === undefined) {
    const what = `a name among ${[...known.keys()].join(", ")}`;
    throw expected(who, what, json.name, "pass the class as second argument");
  }
  const options = revive(json.options, own);
  const positional = entry.positional.map((key) => options[key]);
  const transform = new entry.build(...([...positional, options] as never[]));
  const extra = Object.keys(options).find((key) => !Object.hasOwn(transform.options, key));
  if (extra !== undefined)
    throw expected(`${who}: ${json.name}`, "options that it has", extra, "check the spelling");
  return transform;
}

// A container's list of transforms is rebuilt first.
function revive(
  options: TransformJson["options"],
  own: Readonly<Record<string, TransformEntry>>,
): Readonly<Record<string, unknown>> {
  if (!Array.isArray(options["transforms"])) return options;
  return { ...options, transforms: options["transforms"].map((item) => fromJSON(item, own)) };
}

function isTransformJson(value: unknown): value is TransformJson {
  return (
    isPlainObject(value) && typeof value["name"] === "string" && isPlainObject(value["options"])
  );
}
