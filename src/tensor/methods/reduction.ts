import { reduction as ops } from "../ops/reduction.ts";
import { normalizeDim, normalizeDims, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { SelectionMethods } from "./selection.ts";

/** Methods that make many elements one; `dim` is one dimension, several, or all when left out. */
export abstract class ReductionMethods extends SelectionMethods {
  /** The sum. */
  sum(dim?: number | Shape, keepdim = false): Tensor {
    return this.apply(ops.sum, [], {
      dims: normalizeDims("sum", dim, this.shape.length),
      keepdim,
    });
  }
  /** The mean. */
  mean(dim?: number | Shape, keepdim = false): Tensor {
    return this.apply(ops.mean, [], {
      dims: normalizeDims("mean", dim, this.shape.length),
      keepdim,
    });
  }
  /** The largest element. */
  amax(dim?: number | Shape, keepdim = false): Tensor {
    return this.apply(ops.amax, [], {
      dims: normalizeDims("amax", dim, this.shape.length),
      keepdim,
    });
  }
  /** The place of the largest element along `dim`, the first of equals. */
  argmax(dim = -1, keepdim = false): Tensor {
    return this.apply(ops.argmax, [], {
      dim: normalizeDim("argmax", dim, this.shape.length),
      keepdim,
    });
  }
}
