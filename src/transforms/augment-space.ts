import { linspace } from "../util/linspace.ts";
import { roundHalfEven } from "../util/round-half-even.ts";

/** The operations that automatic augmentation draws from. */
export type AugmentOp =
  | "Identity"
  | "ShearX"
  | "ShearY"
  | "TranslateX"
  | "TranslateY"
  | "Rotate"
  | "Brightness"
  | "Color"
  | "Contrast"
  | "Sharpness"
  | "Posterize"
  | "Solarize"
  | "AutoContrast"
  | "Equalize"
  | "Invert";

/** The strengths of an operation for a picture's size, from bin 0 on, and whether a sign is drawn. */
export interface Strengths {
  readonly signed: boolean;
  readonly magnitudes: (bins: number, height: number, width: number) => readonly number[];
}

/** Operations in the order in which a draw numbers them; `null` where there is no strength. */
export type AugmentSpace = readonly (readonly [op: AugmentOp, strengths: Strengths | null])[];

const signed = (magnitudes: Strengths["magnitudes"]): Strengths => ({ signed: true, magnitudes });
const upTo = (end: number) => signed((bins) => linspace(0, end, bins));
const acrossWidth = (part: number) => signed((bins, _, width) => linspace(0, part * width, bins));
const acrossHeight = (part: number) => signed((bins, height) => linspace(0, part * height, bins));
const solarize: Strengths = { signed: false, magnitudes: (bins) => linspace(1, 0, bins) };

/** Bits that are kept: from `most` in bin 0 down by `range` in the last. */
const bits = (most: number, range: number): Strengths => ({
  signed: false,
  magnitudes: (bins) => {
    const { fround } = Math;
    const unit = fround((bins - 1) / range);
    return Array.from({ length: bins }, (_, i) => roundHalfEven(fround(most - fround(i / unit))));
  },
});

/** What RandAugment draws from, in torchvision's order. */
export const randSpace: AugmentSpace = [
  ["Identity", null],
  ["ShearX", upTo(0.3)],
  ["ShearY", upTo(0.3)],
  ["TranslateX", acrossWidth(150 / 331)],
  ["TranslateY", acrossHeight(150 / 331)],
  ["Rotate", upTo(30)],
  ["Brightness", upTo(0.9)],
  ["Color", upTo(0.9)],
  ["Contrast", upTo(0.9)],
  ["Sharpness", upTo(0.9)],
  ["Posterize", bits(8, 4)],
  ["Solarize", solarize],
  ["AutoContrast", null],
  ["Equalize", null],
];

/** What AutoAugment's policies name: RandAugment's operations and Invert. */
export const autoSpace: AugmentSpace = [...randSpace, ["Invert", null]];

/** What TrivialAugmentWide draws from. */
export const wideSpace: AugmentSpace = [
  ["Identity", null],
  ["ShearX", upTo(0.99)],
  ["ShearY", upTo(0.99)],
  ["TranslateX", upTo(32)],
  ["TranslateY", upTo(32)],
  ["Rotate", upTo(135)],
  ["Brightness", upTo(0.99)],
  ["Color", upTo(0.99)],
  ["Contrast", upTo(0.99)],
  ["Sharpness", upTo(0.99)],
  ["Posterize", bits(8, 6)],
  ["Solarize", solarize],
  ["AutoContrast", null],
  ["Equalize", null],
];

/** What AugMix draws from without `allOps`. */
export const mixSpace: AugmentSpace = [
  ["ShearX", upTo(0.3)],
  ["ShearY", upTo(0.3)],
  ["TranslateX", signed((bins, _, width) => linspace(0, width / 3, bins))],
  ["TranslateY", signed((bins, height) => linspace(0, height / 3, bins))],
  ["Rotate", upTo(30)],
  ["Posterize", bits(4, 4)],
  ["Solarize", solarize],
  ["AutoContrast", null],
  ["Equalize", null],
];

/** What AugMix draws from with `allOps`. */
export const mixSpaceOfAll: AugmentSpace = [
  ...mixSpace,
  ["Brightness", upTo(0.9)],
  ["Color", upTo(0.9)],
  ["Contrast", upTo(0.9)],
  ["Sharpness", upTo(0.9)],
];
