import { BoundingBoxes, type ClampingMode } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import {
  type ClampBoundingBoxesOptions,
  checkAutoMode,
  clampBoundingBoxes,
} from "./functional/clamp-bounding-boxes.ts";

/**
 * Cuts a sample's boxes to their canvas (torchvision's `ClampBoundingBoxes`): as their own
 * `clampingMode` says ("auto"), or as the one given says; all else passes.
 * @example const sample = new ClampBoundingBoxes({ clampingMode: "hard" }).apply({ image, boxes });
 */
export class ClampBoundingBoxes extends ConversionTransform<{
  clampingMode: ClampingMode | "auto";
}> {
  constructor({ clampingMode = "auto" }: ClampBoundingBoxesOptions = {}) {
    super("ClampBoundingBoxes", {
      clampingMode: checkAutoMode("ClampBoundingBoxes", clampingMode),
    });
  }

  protected convert(leaf: unknown): unknown {
    return leaf instanceof BoundingBoxes ? clampBoundingBoxes(leaf, this.options) : leaf;
  }
}
