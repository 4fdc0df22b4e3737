import fc, { type Arbitrary } from "fast-check";
import { boxFormats } from "./places.ts";

type Arguments = Arbitrary<readonly unknown[]>;

const edge = fc.integer({ min: 1, max: 20 });
const size = fc.oneof(edge, fc.tuple(edge, edge));
const p = fc.constantFrom(0, 0.3, 0.5, 1);
const sixteenths = (low: number, high: number) =>
  fc.integer({ min: low * 16, max: high * 16 }).map((n) => n / 16);
const ordered = (value: Arbitrary<number>) =>
  fc.tuple(value, value).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const byte = fc.integer({ min: 0, max: 255 });
const fill = fc.oneof(fc.constant(0), fc.constantFrom(0, 1), fc.record({ others: fc.constant(1) }));
const filters = fc.constantFrom(
  "nearest",
  "nearest-exact",
  "box",
  "bilinear",
  "hamming",
  "bicubic",
);
const warps = fc.constantFrom("nearest", "bilinear");
const degrees = fc.oneof(sixteenths(0, 180), ordered(sixteenths(-180, 180)));
const center = fc.option(fc.tuple(sixteenths(0, 20), sixteenths(0, 20)));
const options = <T extends object>(shape: { [Key in keyof T]: Arbitrary<T[Key]> }) =>
  fc.record(shape, { requiredKeys: [] });
const resizing = { interpolation: filters };
const noArguments: Arguments = fc.constant([]);
const onlyP: Arguments = fc.tuple(options({ p }));

/** Valid constructor arguments of each transform that takes any sample, by name. */
export const transformArguments: Readonly<Record<string, Arguments>> = {
  CenterCrop: fc.tuple(size),
  ClampBoundingBoxes: fc.tuple(options({ clampingMode: fc.constantFrom("auto", "soft", null) })),
  ClampKeyPoints: noArguments,
  ColorJitter: fc.tuple(
    options({
      brightness: sixteenths(0, 2),
      contrast: ordered(sixteenths(0, 2)),
      saturation: sixteenths(0, 2),
      hue: fc.constantFrom(0, 0.1, 0.5),
    }),
  ),
  ElasticTransform: fc.tuple(
    options({
      alpha: sixteenths(0, 60),
      sigma: fc.constantFrom(0, 0.5, 1),
      interpolation: warps,
      fill,
    }),
  ),
  GaussianBlur: fc.tuple(
    fc.constantFrom(1, 3, [1, 3]),
    options({ sigma: ordered(sixteenths(1, 2)) }),
  ),
  Grayscale: fc.tuple(options({ numOutputChannels: fc.constantFrom(1, 3) })),
  Identity: noArguments,
  JPEG: fc.tuple(fc.oneof(fc.constantFrom(1, 75, 100), fc.constant([20, 90]))),
  Pad: fc.tuple(fc.nat(5), options({ fill })),
  RandomAdjustSharpness: fc.tuple(sixteenths(0, 3), options({ p })),
  RandomAffine: fc.tuple(
    degrees,
    options({
      translate: fc.tuple(sixteenths(0, 1), sixteenths(0, 1)),
      scale: ordered(sixteenths(1, 2)),
      shear: sixteenths(0, 30),
      interpolation: warps,
      fill,
      center,
    }),
  ),
  RandomAutocontrast: onlyP,
  RandomChannelPermutation: noArguments,
  RandomCrop: fc.tuple(
    size,
    fc.record({
      padIfNeeded: fc.constant(true),
      padding: fc.constantFrom(undefined, 1, [0, 2]),
      fill,
    }),
  ),
  RandomEqualize: onlyP,
  RandomErasing: fc.tuple(options({ p, value: fc.constantFrom(0, 0.5, 1, "random") })),
  RandomGrayscale: onlyP,
  RandomHorizontalFlip: onlyP,
  RandomInvert: onlyP,
  RandomIoUCrop: fc.tuple(
    options({ minScale: sixteenths(0, 1), trials: fc.integer({ min: 1, max: 9 }) }),
  ),
  RandomPerspective: fc.tuple(
    options({ distortionScale: sixteenths(0, 1), p, interpolation: warps, fill }),
  ),
  RandomPhotometricDistort: fc.tuple(options({ p, hue: ordered(sixteenths(-0.5, 0.5)) })),
  RandomPosterize: fc.tuple(fc.integer({ min: 0, max: 8 }), options({ p })),
  RandomResize: fc.tuple(edge, fc.integer({ min: 21, max: 40 }), options(resizing)),
  RandomResizedCrop: fc.tuple(
    size,
    options({ scale: ordered(sixteenths(0, 1)), ratio: ordered(sixteenths(1, 3)), ...resizing }),
  ),
  RandomRotation: fc.tuple(
    degrees,
    options({ expand: fc.boolean(), interpolation: warps, fill, center }),
  ),
  RandomShortestSize: fc.tuple(fc.array(edge, { minLength: 1, maxLength: 3 }), options(resizing)),
  RandomSolarize: fc.tuple(fc.oneof(byte, sixteenths(0, 1)), options({ p })),
  RandomVerticalFlip: onlyP,
  RandomZoomOut: fc.tuple(options({ fill, sideRange: ordered(sixteenths(1, 3)), p })),
  Resize: fc.tuple(size, options(resizing)),
  RGB: noArguments,
  ScaleJitter: fc.tuple(size, options({ scaleRange: ordered(sixteenths(1, 2)), ...resizing })),
  SetClampingMode: fc.tuple(fc.constantFrom("soft", "hard", null)),
};

/** Valid constructor arguments of transforms that change the kind of parts, or ask for certain samples. */
export const particularArguments: Readonly<Record<string, Arguments>> = {
  AugMix: fc.tuple(options({ severity: fc.integer({ min: 1, max: 10 }), allOps: fc.boolean() })),
  AutoAugment: fc.tuple(fc.constantFrom("imagenet", "cifar10", "svhn")),
  RandAugment: fc.tuple(options({ numOps: fc.nat(3), magnitude: fc.nat(30) })),
  TrivialAugmentWide: noArguments,
  ConvertBoundingBoxFormat: fc.tuple(fc.constantFrom(...boxFormats)),
  ConvertImageDtype: fc.tuple(fc.constantFrom("float32", "uint8")),
  FiveCrop: fc.tuple(fc.constantFrom(1, [1, 2], 3)),
  // draws for every picture anew, as torchvision does
  GaussianNoise: fc.tuple(options({ mean: sixteenths(-1, 1), sigma: sixteenths(0, 1) })),
  ImageClassification: fc.tuple(fc.record({ cropSize: size, resizeSize: edge })),
  Normalize: fc.tuple(fc.tuple(sixteenths(-1, 1)), fc.tuple(sixteenths(1, 2))),
  PILToTensor: noArguments,
  SanitizeBoundingBoxes: fc.tuple(fc.record({ labelsGetter: fc.constant(null) })),
  SanitizeKeyPoints: noArguments,
  TenCrop: fc.tuple(fc.constantFrom(1, [1, 2], 3), options({ verticalFlip: fc.boolean() })),
  ToDtype: fc.tuple(fc.constantFrom("float32", "uint8"), options({ scale: fc.boolean() })),
  ToImage: noArguments,
  ToPILImage: noArguments,
  ToPureTensor: noArguments,
  ToTensor: noArguments,
  UniformTemporalSubsample: fc.tuple(fc.integer({ min: 1, max: 5 })),
};
