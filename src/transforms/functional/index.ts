export { adjustBrightness } from "./adjust-brightness.ts";
export { adjustContrast } from "./adjust-contrast.ts";
export { adjustGamma } from "./adjust-gamma.ts";
export { adjustHue } from "./adjust-hue.ts";
export { adjustSaturation } from "./adjust-saturation.ts";
export { adjustSharpness } from "./adjust-sharpness.ts";
export { type AffineOptions, affine } from "./affine.ts";
export { autocontrast } from "./autocontrast.ts";
export { boxesFromCorners, cornersOf } from "./box-corners.ts";
export { centerCrop } from "./center-crop.ts";
export { type ClampBoundingBoxesOptions, clampBoundingBoxes } from "./clamp-bounding-boxes.ts";
export { clampKeyPoints } from "./clamp-key-points.ts";
export { convertBoundingBoxFormat } from "./convert-bounding-box-format.ts";
export { crop, type Rectangle } from "./crop.ts";
export { equalize } from "./equalize.ts";
export { type FiveCrops, fiveCrop, type Picture } from "./five-crop.ts";
export { grayscaleToRgb } from "./grayscale-to-rgb.ts";
export { horizontalFlip } from "./horizontal-flip.ts";
export { invert } from "./invert.ts";
export { normalize } from "./normalize.ts";
export type { PicturePart } from "./on-picture.ts";
export { type PadOptions, pad } from "./pad.ts";
export { permuteChannels } from "./permute-channels.ts";
export { type PerspectiveOptions, perspective } from "./perspective.ts";
export { posterize } from "./posterize.ts";
export { resize } from "./resize.ts";
export type { Interpolation, ResizeOptions, ResizeSize } from "./resize-options.ts";
export { resizedCrop } from "./resized-crop.ts";
export {
  type GrayscaleOptions,
  rgbToGrayscale,
  rgbToGrayscale as toGrayscale,
} from "./rgb-to-grayscale.ts";
export { type RotateOptions, rotate } from "./rotate.ts";
export { solarize } from "./solarize.ts";
export { type TenCropOptions, type TenCrops, tenCrop } from "./ten-crop.ts";
export { toTensor } from "./to-tensor.ts";
export { verticalFlip } from "./vertical-flip.ts";
export type { WarpInterpolation, WarpOptions } from "./warp.ts";
