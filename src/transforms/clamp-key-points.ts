import { KeyPoints } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { clampKeyPoints } from "./functional/clamp-key-points.ts";

/**
 * Moves a sample's key points to the nearest pixel centre of their canvas (torchvision's
 * `ClampKeyPoints`); all else passes.
 * @example const sample = new ClampKeyPoints().apply({ image, points });
 */
export class ClampKeyPoints extends ConversionTransform {
  constructor() {
    super("ClampKeyPoints", {});
  }

  protected convert(leaf: unknown): unknown {
    return leaf instanceof KeyPoints ? clampKeyPoints(leaf) : leaf;
  }
}
