import {
  BatchNorm2d,
  Conv2d,
  Dropout,
  Flatten,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { checkInteger } from "../util/check.ts";
import { expected } from "../util/errors.ts";

/** Sizes of a `SimpleCnn`. */
export interface SimpleCnnOptions {
  /** Classes to tell apart. Default 10. */
  readonly numClasses?: number;
  /** Colour channels of the images. Default 1. */
  readonly channels?: number;
  /** Height and width of the images. Default 28. */
  readonly size?: number;
  /**
   * Output channels of each block's convolution, or a list of them: one convolution each. Default: 16, 32, 64, ..., as
   * many blocks as leave maps of 4 to 7 pixels.
   */
  readonly widths?: readonly (number | readonly number[])[];
  /** Share of the features that training drops. Default 0.25. */
  readonly dropout?: number;
  /** Normalise each block's channels over the batch. Default false. */
  readonly batchNorm?: boolean;
}

/**
 * A small classifier for small images: blocks of convolutions with ReLU and a pooling that halves the size, then a
 * linear layer.
 * Shapes: `[n, channels, size, size]` -> logits `[n, numClasses]`.
 * @example new SimpleCnn({ numClasses: 10 }).forward(zeros([64, 1, 28, 28])).shape; // [64, 10]
 */
export class SimpleCnn extends Module {
  /** Height and width of the images that it takes. */
  readonly size: number;
  readonly features: Sequential;
  readonly classifier: Sequential;

  constructor({
    numClasses = 10,
    channels = 1,
    size = 28,
    widths,
    dropout = 0.25,
    batchNorm = false,
    ...unknown
  }: SimpleCnnOptions = {}) {
    super();
    const [extra] = Object.keys(unknown);
    if (extra !== undefined)
      throw expected("SimpleCnn", "options that it has", extra, "check the spelling");
    checkInteger("SimpleCnn", "numClasses", numClasses, { low: 1 });
    checkInteger("SimpleCnn", "channels", channels, { low: 1 });
    checkInteger("SimpleCnn", "size", size, { low: 8 });
    const blocks = blocksOf(widths ?? defaultWidths(size), size);
    this.size = size;
    let last = channels;
    const convolution = (width: number) => {
      const conv = new Conv2d(last, width, 3, { padding: 1, bias: !batchNorm });
      last = width;
      return [conv, ...(batchNorm ? [new BatchNorm2d(width)] : []), new ReLU()];
    };
    const layers = blocks.flatMap((block) => [...block.flatMap(convolution), new MaxPool2d(2)]);
    this.features = new Sequential(...layers);
    const side = blocks.reduce((length) => Math.floor(length / 2), size);
    this.classifier = new Sequential(
      new Flatten(),
      new Dropout(dropout),
      new Linear(last * side * side, numClasses),
    );
  }

  forward(x: Tensor): Tensor {
    return this.classifier.forward(this.features.forward(x));
  }
}

// The largest count of halvings that leaves 4 pixels or more.
function defaultWidths(size: number): number[] {
  const blocks = 31 - Math.clz32(size / 4);
  return Array.from({ length: blocks }, (_, i) => Math.min(16 * 2 ** i, 128));
}

function blocksOf(
  widths: NonNullable<SimpleCnnOptions["widths"]>,
  size: number,
): readonly (readonly number[])[] {
  if (!Array.isArray(widths))
    throw expected("SimpleCnn", "widths to be a list", widths, "pass a number or a list a block");
  const most = 31 - Math.clz32(size);
  if (widths.length > most) {
    const what = `at most ${most} blocks for ${size} pixels, each halves them`;
    throw expected("SimpleCnn", what, widths, "pass fewer widths");
  }
  return widths.map((block: number | readonly number[]) => {
    const list = Array.isArray(block) ? block : [block];
    if (list.length === 0)
      throw expected("SimpleCnn", "a convolution in each block", widths, "fill the empty list");
    for (const width of list) checkInteger("SimpleCnn", "widths", width, { low: 1 });
    return list;
  });
}
