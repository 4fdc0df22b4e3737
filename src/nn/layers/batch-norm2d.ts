import { BatchNorm, type BatchNormOptions } from "./batch-norm.ts";

/**
 * Makes each channel's mean 0 and variance 1 over the batch (in `eval` by running statistics), then a weight, ones at
 * first, and a bias, zeros. Shapes: `[n, c, h, w]`, kept. Refuses one value a channel in training.
 * `torch.nn.BatchNorm2d`.
 * @example new BatchNorm2d(3).forward(zeros([2, 3, 8, 8])).shape; // [2, 3, 8, 8]
 */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super("BatchNorm2d", numFeatures, options, [4]);
  }
}
