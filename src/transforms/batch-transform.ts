import { BoundingBoxes, Image, KeyPoints, Mask, type Size, Video } from "../sample/index.ts";
import { Tensor } from "../tensor/index.ts";
import { checkInteger, checkNumber } from "../util/check.ts";
import { defaultRng } from "../util/default-rng.ts";
import { expected } from "../util/errors.ts";
import type { Rng } from "../util/rng.ts";
import { checkLabelsGetter, findLabels, type LabelsGetter } from "./labels.ts";
import { mixedLabels } from "./mixed-labels.ts";
import { commonSize, isPicture } from "./parts.ts";
import { Transform } from "./transform.ts";
import { eachLeaf, mapLeaves } from "./tree.ts";

/** How the samples of a batch are mixed. */
export interface BatchTransformOptions {
  /** The shares are drawn of Beta(alpha, alpha): 1 makes all equally likely. Above 0. Default 1. */
  readonly alpha?: number;
  /** The number of classes, needed where labels are class numbers. */
  readonly numClasses?: number | undefined;
  /** Where the labels are. Default "default": the second item, or the key that is called "labels". */
  readonly labelsGetter?: LabelsGetter;
}

interface Options {
  readonly alpha: number;
  readonly numClasses: number | undefined;
  readonly labelsGetter: LabelsGetter;
}

/**
 * A transform of whole batches that mixes each sample with the one before it, pictures and labels alike.
 * Pictures are tensors `[b, c, h, w]` or `[b, t, c, h, w]`; labels are class numbers `[b]` or shares
 * `[b, classes]` and become float32 shares.
 */
export abstract class BatchTransform<
  Params extends { readonly share: number },
> extends Transform<Options> {
  constructor(
    who: string,
    { alpha = 1, numClasses, labelsGetter = "default" }: BatchTransformOptions,
  ) {
    super(who, {
      alpha: checkNumber(who, "alpha", alpha, { low: 2 ** -126 }),
      numClasses:
        numClasses === undefined
          ? undefined
          : checkInteger(who, "numClasses", numClasses, { low: 1 }),
      labelsGetter: checkLabelsGetter(who, labelsGetter),
    });
  }

  /** The parameters of one batch; `share` is what is left of each sample itself. */
  protected abstract draw(rng: Rng, size: () => Size): Params;
  /** A tensor of pictures, each mixed with the one before it. */
  protected abstract mix(pictures: Tensor, params: Params): Tensor;

  apply<Sample, Result = Sample>(sample: Sample, rng: Rng = defaultRng()): Result {
    const labels = this.#labelsOf(sample);
    const pictures: Tensor[] = [];
    eachLeaf(sample, (leaf) => {
      refuseParts(this.name, leaf);
      if (leaf !== labels && leaf instanceof Tensor && isPicture(leaf)) pictures.push(leaf);
    });
    for (const tensor of pictures) checkBatch(this.name, tensor, labels.shape[0]!);
    const params = this.draw(rng, () => commonSize(this.name, pictures));
    return mapLeaves(sample, (leaf) => {
      if (leaf === labels)
        return mixedLabels(this.name, labels, params.share, this.options.numClasses);
      return leaf instanceof Tensor && isPicture(leaf) ? this.mix(leaf, params) : leaf;
    }) as Result;
  }

  // The labels, by identity a leaf of the sample.
  #labelsOf(sample: unknown): Tensor {
    const { numClasses, labelsGetter } = this.options;
    const labels = findLabels(this.name, sample, labelsGetter);
    const { name } = this;
    if (!(labels instanceof Tensor) || ![1, 2].includes(labels.shape.length)) {
      const got = labels instanceof Tensor ? labels.shape : labels;
      throw expected(name, "labels as a tensor [b] or [b, classes]", got, "set labelsGetter");
    }
    const [batch, classes] = labels.shape;
    if (batch === 0)
      throw expected(name, "at least one sample", labels.shape, "drop empty batches");
    if (classes === undefined && numClasses === undefined)
      throw expected(name, "numClasses for class numbers", undefined, "pass { numClasses }");
    if (classes !== undefined && numClasses !== undefined && classes !== numClasses) {
      const what = `labels of ${numClasses} classes`;
      throw expected(name, what, labels.shape, "leave numClasses out, or make it fit");
    }
    let found = false;
    eachLeaf(sample, (leaf) => {
      found ||= leaf === labels;
    });
    if (found) return labels;
    throw expected(name, "labels that are in the sample", labels.shape, "return the tensor itself");
  }
}

function refuseParts(who: string, leaf: unknown): void {
  const kind = [Image, Video, BoundingBoxes, Mask, KeyPoints].find(
    (known) => leaf instanceof known,
  );
  if (kind !== undefined)
    throw expected(who, "batches of tensors", kind.name, "make tensors first, then batches");
}

function checkBatch(who: string, { shape }: Tensor, batch: number): void {
  const what = `pictures [${batch}, c, h, w] or [${batch}, t, c, h, w], as many as labels`;
  if (![4, 5].includes(shape.length) || shape[0] !== batch)
    throw expected(who, what, shape, "put it after batching");
}
