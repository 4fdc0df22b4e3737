import { BatchNorm, type BatchNormOptions } from "./batch-norm.ts";

/**
 * Makes each channel's mean 0 and variance 1 over the batch (in `eval` by running statistics), then a weight, ones at
 * first, and a bias, zeros. Shapes: `[n, c]` or `[n, c, w]`, kept. Refuses one value a channel in training.
 * `torch.nn.BatchNorm1d`.
 * @example new BatchNorm1d(5).forward(zeros([4, 5])).shape; // [4, 5]
 */
export class BatchNorm1d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super("BatchNorm1d", numFeatures, options, [2, 3]);
  }
}
