import type { DType } from "../dtype.ts";
import { linear as ops } from "../ops/linear.ts";
import { normalizeDim } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { PartMethods } from "./parts.ts";

/** Matrix products, and what classifiers put behind them. */
export abstract class MatrixMethods extends PartMethods {
  /** The matrix product of `[..., n, k]` and `[..., k, m]`. */
  matmul(other: Tensor): Tensor {
    return this.apply(ops.matmul, [other], { transA: false, transB: false });
  }
  /** Exponentials along `dim`, divided by their sum. */
  softmax(dim: number): Tensor {
    return this.apply(ops.softmax, [], { dim: normalizeDim("softmax", dim, this.shape.length) });
  }
  /** The logarithm of `softmax`. */
  logSoftmax(dim: number): Tensor {
    return this.apply(ops.logSoftmax, [], {
      dim: normalizeDim("logSoftmax", dim, this.shape.length),
    });
  }
  /** Rows of `classes` zeros with a one at each class number: `[...]` -> `[..., classes]`. */
  oneHot(classes: number, dtype: DType = "int64"): Tensor {
    return this.apply(ops.oneHot, [], { classes, dtype });
  }
}
