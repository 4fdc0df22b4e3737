import { BoundingBoxes, type ClampingMode, checkClampingMode } from "../sample/index.ts";
import { ConversionTransform } from "./conversion-transform.ts";
import { boxesLike } from "./functional/on-part.ts";

/**
 * Says what the transforms that follow do with boxes that leave the canvas (torchvision's
 * `SetClampingMode`): "soft", "hard", or `null` for nothing. Moves no box.
 * @example new Compose([new SetClampingMode(null), new RandomCrop(32), new SanitizeBoundingBoxes()]);
 */
export class SetClampingMode extends ConversionTransform<{ mode: ClampingMode }> {
  constructor(mode: ClampingMode) {
    super("SetClampingMode", { mode: checkClampingMode("SetClampingMode", mode) });
  }

  protected convert(leaf: unknown): unknown {
    if (!(leaf instanceof BoundingBoxes)) return leaf;
    return boxesLike(leaf, leaf.data.slice(), { clampingMode: this.options.mode });
  }
}
