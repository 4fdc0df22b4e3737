import { KeyPoints } from "../sample/index.ts";
import { expected } from "../util/errors.ts";
import { sanitizeKeyPoints } from "./functional/sanitize-key-points.ts";
import { keepInSample, keepPoints, labelSets } from "./keep-rows.ts";
import { checkLabelsGetter, findLabels, type LabelsGetter } from "./labels.ts";
import { getKeyPoints } from "./queries.ts";
import { Transform } from "./transform.ts";

/** Where the labels of key points are. */
export interface SanitizeKeyPointsOptions {
  /** See `LabelsGetter`. Default `null`. */
  readonly labelsGetter?: LabelsGetter;
}

/**
 * Drops key points that are not on the canvas (torchvision's `SanitizeKeyPoints`), with their labels.
 * Throws on a sample without key points, and on labels that are not one for each point.
 * @example const clean = new SanitizeKeyPoints({ labelsGetter: "names" }).apply({ points, names });
 */
export class SanitizeKeyPoints extends Transform<Required<SanitizeKeyPointsOptions>> {
  constructor({ labelsGetter = null }: SanitizeKeyPointsOptions = {}) {
    const who = "SanitizeKeyPoints";
    super(who, { labelsGetter: checkLabelsGetter(who, labelsGetter) });
  }

  apply<Sample, Result = Sample>(sample: Sample): Result {
    const who = this.name;
    const points = getKeyPoints(sample);
    const labels = labelSets(who, findLabels(who, sample, this.options.labelsGetter));
    const [, valid] = sanitizeKeyPoints(points);
    return keepInSample(who, sample, labels, valid, (leaf) => {
      if (!(leaf instanceof KeyPoints)) return leaf;
      if (leaf.length === valid.length) return keepPoints(leaf, valid);
      const what = `${valid.length} key points, as the first ones have`;
      throw expected(who, what, leaf.length, "sanitize these points apart");
    }) as Result;
  }
}
