import { BoundingBoxes, Mask } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import {
  checkLimits,
  type SanitizeLimits,
  sanitizeBoundingBoxes,
} from "./functional/sanitize-bounding-boxes.ts";
import { keepBoxes, keepInSample, keepPlanes, labelSets } from "./keep-rows.ts";
import { checkLabelsGetter, findLabels, type LabelsGetter } from "./labels.ts";
import { getBoundingBoxes } from "./queries.ts";
import { Transform } from "./transform.ts";

/** Which boxes are kept, and where their labels are. */
export interface SanitizeBoundingBoxesOptions extends SanitizeLimits {
  /** See `LabelsGetter`. Default "default". */
  readonly labelsGetter?: LabelsGetter;
}

/**
 * Drops boxes that are too small or not on the canvas (torchvision's `SanitizeBoundingBoxes`), with
 * their labels (a tensor, an array, or several of these) and with their planes in masks `[n, h, w]`;
 * put it after the last transform that moves boxes. Throws on a sample without boxes, and on labels
 * that are not one for each box.
 * @example const clean = new SanitizeBoundingBoxes({ minSize: 2 }).apply([image, { boxes, labels }]);
 */
export class SanitizeBoundingBoxes extends Transform<Required<SanitizeBoundingBoxesOptions>> {
  constructor({ labelsGetter = "default", ...limits }: SanitizeBoundingBoxesOptions = {}) {
    const who = "SanitizeBoundingBoxes";
    super(who, {
      ...checkLimits(who, limits),
      labelsGetter: checkLabelsGetter(who, labelsGetter),
    });
  }

  apply<Sample, Result = Sample>(sample: Sample): Result {
    const who = this.name;
    const boxes = getBoundingBoxes(sample);
    const labels = labelSets(who, findLabels(who, sample, this.options.labelsGetter));
    const [, valid] = sanitizeBoundingBoxes(boxes, this.options);
    return keepInSample(who, sample, labels, valid, (leaf) => {
      if (leaf instanceof Mask) return keepPlanes(leaf, valid);
      if (!(leaf instanceof BoundingBoxes)) return leaf;
      if (leaf.length === valid.length) return keepBoxes(leaf, valid);
      const what = `${valid.length} boxes, as the first ones have`;
      throw expected(who, what, leaf.length, "sanitize these boxes apart");
    }) as Result;
  }
}
