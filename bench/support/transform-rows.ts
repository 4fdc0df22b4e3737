import type { Image } from "../../src/sample/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import { functional as F, type Transform, transforms } from "../../src/transforms/index.ts";
import type { Rng } from "../../src/util/rng.ts";

/** A picture of bytes; rows with `floats` get it as a float32 tensor in 0..1. */
export type Picture = Image & Tensor;

/** One operation, as each peer writes it. */
export interface TransformRow {
  readonly name: string;
  /** A transform, or a function of the picture; made once. */
  readonly own: () => Transform | ((picture: Picture, rng: Rng) => unknown);
  /**
   * Python for a callable. `T` is torchvision.transforms, `F` its functional, `bilinear` and so on its
   * modes; where pictures are tensors, `T.ToTensor()` converts them to floats.
   */
  readonly python: string;
  /** What sharp resizes to, and its kernel's name. */
  readonly sharp?: { readonly size: readonly [number, number]; readonly kernel: string };
  readonly floats?: boolean;
  /** The share of torchvision's time that the project wants to stay below. Default 1. */
  readonly goal?: number;
}

const T = transforms;
const mean = [0.485, 0.456, 0.406];
const std = [0.229, 0.224, 0.225];
const normalize = `T.Normalize(${JSON.stringify(mean)}, ${JSON.stringify(std)})`;
const cut = { top: 40, left: 50, height: 250, width: 300 };

const build = (name: keyof typeof transforms, ...args: unknown[]): Transform => {
  const Class = T[name].build as new (...args: unknown[]) => Transform;
  return new Class(...args);
};
const steps = (...list: Transform[]) => build("Compose", list);

/** One row an operation; a new operation is a new line. */
export const rows: readonly TransformRow[] = [
  {
    name: "Resize 256",
    own: () => build("Resize", 256),
    python: "T.Resize(256, bilinear, antialias=True)",
    sharp: { size: [256, 341], kernel: "linear" },
    goal: 0.5,
  },
  {
    name: "Resize 256 bicubic",
    own: () => build("Resize", 256, { interpolation: "bicubic" }),
    python: "T.Resize(256, bicubic, antialias=True)",
    sharp: { size: [256, 341], kernel: "cubic" },
    goal: 0.5,
  },
  {
    name: "Resize 256 lanczos",
    own: () => build("Resize", 256, { interpolation: "lanczos" }),
    python: "lambda x: x.resize((341, 256), lanczos)",
    sharp: { size: [256, 341], kernel: "lanczos3" },
    goal: 0.5,
  },
  {
    name: "Resize 600 bicubic",
    own: () => build("Resize", 600, { interpolation: "bicubic" }),
    python: "T.Resize(600, bicubic, antialias=True)",
    sharp: { size: [600, 800], kernel: "cubic" },
    goal: 0.5,
  },
  {
    name: "Resize 256 nearest",
    own: () => build("Resize", 256, { interpolation: "nearest" }),
    python: "T.Resize(256, nearest)",
    sharp: { size: [256, 341], kernel: "nearest" },
  },
  {
    name: "RandomResizedCrop 224",
    own: () => build("RandomResizedCrop", 224),
    python: "T.RandomResizedCrop(224)",
    goal: 0.5,
  },
  { name: "ToTensor", own: () => build("ToTensor"), python: "T.ToTensor()", goal: 0.2 },
  { name: "Normalize", own: () => build("Normalize", mean, std), python: normalize, floats: true },
  {
    name: "ToTensor, Normalize",
    own: () => steps(build("ToTensor"), build("Normalize", mean, std)),
    python: `T.Compose([T.ToTensor(), ${normalize}])`,
    goal: 0.2,
  },
  {
    name: "ImageNet training",
    own: () =>
      steps(
        build("RandomResizedCrop", 224),
        build("RandomHorizontalFlip"),
        build("ToTensor"),
        build("Normalize", mean, std),
      ),
    python: `T.Compose([T.RandomResizedCrop(224), T.RandomHorizontalFlip(), T.ToTensor(), ${normalize}])`,
    goal: 0.5,
  },
  {
    name: "ImageNet evaluation",
    own: () =>
      steps(
        build("Resize", 256),
        build("CenterCrop", 224),
        build("ToTensor"),
        build("Normalize", mean, std),
      ),
    python: `T.Compose([T.Resize(256), T.CenterCrop(224), T.ToTensor(), ${normalize}])`,
    goal: 0.5,
  },
  {
    name: "floats: Resize 256",
    own: () => build("Resize", 256),
    python: "T.Resize(256, antialias=True)",
    floats: true,
  },
  { name: "floats: flip", own: () => F.horizontalFlip, python: "F.hflip", floats: true },
  {
    name: "floats: RandomResizedCrop",
    own: () => build("RandomResizedCrop", 224),
    python: "T.RandomResizedCrop(224, antialias=True)",
    floats: true,
  },
  {
    name: "floats: brightness",
    own: () => (x) => F.adjustBrightness(x, 1.3),
    python: "lambda x: F.adjust_brightness(x, 1.3)",
    floats: true,
  },
  {
    name: "floats: rotate 30",
    own: () => (x) => F.rotate(x, 30),
    python: "lambda x: F.rotate(x, 30)",
    floats: true,
  },
  { name: "flip left-right", own: () => F.horizontalFlip, python: "F.hflip", goal: 0.5 },
  { name: "flip top-bottom", own: () => F.verticalFlip, python: "F.vflip" },
  {
    name: "crop 250 x 300",
    own: () => (x) => F.crop(x, cut),
    python: "lambda x: F.crop(x, 40, 50, 250, 300)",
  },
  { name: "pad 16", own: () => (x) => F.pad(x, 16), python: "lambda x: F.pad(x, 16)" },
  {
    name: "pad 16 reflect",
    own: () => (x) => F.pad(x, 16, { paddingMode: "reflect" }),
    python: "lambda x: F.pad(x, 16, padding_mode='reflect')",
  },
  { name: "FiveCrop 224", own: () => build("FiveCrop", 224), python: "T.FiveCrop(224)" },
  { name: "rotate 30", own: () => (x) => F.rotate(x, 30), python: "lambda x: F.rotate(x, 30)" },
  {
    name: "rotate 30 bilinear",
    own: () => (x) => F.rotate(x, 30, { interpolation: "bilinear" }),
    python: "lambda x: F.rotate(x, 30, bilinear)",
  },
  {
    name: "rotate 90",
    own: () => (x) => F.rotate(x, 90, { expand: true }),
    python: "lambda x: F.rotate(x, 90, expand=True)",
  },
  {
    name: "RandomAffine",
    own: () => build("RandomAffine", 20, { translate: [0.1, 0.1], scale: [0.9, 1.1], shear: 5 }),
    python: "T.RandomAffine(20, (0.1, 0.1), (0.9, 1.1), 5)",
  },
  {
    name: "RandomPerspective",
    own: () => build("RandomPerspective", { p: 1 }),
    python: "T.RandomPerspective(p=1)",
  },
  {
    name: "ElasticTransform",
    own: () => build("ElasticTransform"),
    python: "T.ElasticTransform()",
  },
  { name: "GaussianBlur 5", own: () => build("GaussianBlur", 5), python: "T.GaussianBlur(5)" },
  {
    name: "brightness",
    own: () => (x) => F.adjustBrightness(x, 1.3),
    python: "lambda x: F.adjust_brightness(x, 1.3)",
  },
  {
    name: "contrast",
    own: () => (x) => F.adjustContrast(x, 1.3),
    python: "lambda x: F.adjust_contrast(x, 1.3)",
  },
  {
    name: "saturation",
    own: () => (x) => F.adjustSaturation(x, 1.3),
    python: "lambda x: F.adjust_saturation(x, 1.3)",
  },
  { name: "hue", own: () => (x) => F.adjustHue(x, 0.1), python: "lambda x: F.adjust_hue(x, 0.1)" },
  {
    name: "gamma",
    own: () => (x) => F.adjustGamma(x, 1.3),
    python: "lambda x: F.adjust_gamma(x, 1.3)",
  },
  {
    name: "sharpness",
    own: () => (x) => F.adjustSharpness(x, 1.7),
    python: "lambda x: F.adjust_sharpness(x, 1.7)",
  },
  {
    name: "ColorJitter",
    own: () => build("ColorJitter", { brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 }),
    python: "T.ColorJitter(0.4, 0.4, 0.4, 0.1)",
  },
  {
    name: "grayscale",
    own: () => (x) => F.rgbToGrayscale(x, { numOutputChannels: 3 }),
    python: "T.Grayscale(3)",
  },
  { name: "invert", own: () => F.invert, python: "F.invert" },
  { name: "posterize", own: () => (x) => F.posterize(x, 4), python: "lambda x: F.posterize(x, 4)" },
  {
    name: "solarize",
    own: () => (x) => F.solarize(x, 128),
    python: "lambda x: F.solarize(x, 128)",
  },
  { name: "autocontrast", own: () => F.autocontrast, python: "F.autocontrast" },
  { name: "equalize", own: () => F.equalize, python: "F.equalize" },
  { name: "AutoAugment", own: () => build("AutoAugment"), python: "T.AutoAugment()" },
  { name: "RandAugment", own: () => build("RandAugment"), python: "T.RandAugment()" },
  {
    name: "TrivialAugmentWide",
    own: () => build("TrivialAugmentWide"),
    python: "T.TrivialAugmentWide()",
  },
  { name: "AugMix", own: () => build("AugMix"), python: "T.AugMix()" },
];
