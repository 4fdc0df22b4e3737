export {
  BoundingBoxes,
  type BoxFormat,
  type BoxInfo,
  type ClampingMode,
  checkBoxFormat,
  checkClampingMode,
  isRotatedBoundingFormat,
} from "./bounding-boxes.ts";
export type { Size } from "./canvas.ts";
export type { CropsFirst, FirstCrop, PixelWindow } from "./first-crop.ts";
export { type Channels, Image, type ImageInfo, type PixelData } from "./image.ts";
export { type KeyPointInfo, KeyPoints } from "./key-points.ts";
export { Mask, type MaskData, type MaskShape } from "./mask.ts";
export { Video } from "./video.ts";
