export type { Color, Colors } from "./colors.ts";
export { type ContactCell, type ContactSheetOptions, contactSheet } from "./contact-sheet.ts";
export { type DrawBoundingBoxesOptions, drawBoundingBoxes } from "./draw-bounding-boxes.ts";
export { type DrawKeypointsOptions, drawKeypoints } from "./draw-keypoints.ts";
export {
  type DrawSegmentationMasksOptions,
  drawSegmentationMasks,
} from "./draw-segmentation-masks.ts";
export { flowToImage } from "./flow-to-image.ts";
export { type MakeGridOptions, makeGrid } from "./make-grid.ts";
export type { Picture } from "./picture.ts";
export { type SaveImageOptions, saveImage } from "./save-image.ts";
