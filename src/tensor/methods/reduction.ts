import { checkNumber } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { isFloating } from "../dtype.ts";
import type { Op } from "../op.ts";
import { type ArgAttrs, reduction as ops } from "../ops/reduction.ts";
import type { ReduceAttrs } from "../ops/reductions.ts";
import { statistics } from "../ops/statistics.ts";
import { normalizeDim, normalizeDims, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { SelectionMethods } from "./selection.ts";

/** Elements chosen along a dimension, and where they stood. */
export interface ValuesAndIndices {
  readonly values: Tensor;
  readonly indices: Tensor;
}

/** How a spread is measured. */
export interface SpreadOptions {
  /** Subtracted from the count; default 1. */
  readonly correction?: number;
  /** `true` is a correction of 1 (the default), `false` of 0. */
  readonly unbiased?: boolean;
  readonly keepdim?: boolean;
}

/** Methods that make many elements one; `dim` is one dimension, several, or all when left out. */
export abstract class ReductionMethods extends SelectionMethods {
  /** The sum. */
  sum(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(ops.sum, dim, keepdim);
  }
  /** The mean. */
  mean(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(ops.mean, dim, keepdim);
  }
  /** The largest element; equal ones share the gradient. NaN where one is. */
  amax(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(ops.amax, dim, keepdim);
  }
  /** The smallest element; equal ones share the gradient. NaN where one is. */
  amin(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(ops.amin, dim, keepdim);
  }
  /** The largest element; or, along `dim`, the largest ones and their places. There only the chosen take a gradient. */
  max(): Tensor;
  max(dim: number, keepdim?: boolean): ValuesAndIndices;
  max(dim?: number, keepdim = false): Tensor | ValuesAndIndices {
    if (dim === undefined) return this.amax();
    if (this.shape.length === 0) return this.ofScalar((x) => x.max(dim));
    return this.chosen(this.argmax(dim, true), dim, keepdim);
  }
  /** The smallest element; or, along `dim`, the smallest ones and their places. There only the chosen take a gradient. */
  min(): Tensor;
  min(dim: number, keepdim?: boolean): ValuesAndIndices;
  min(dim?: number, keepdim = false): Tensor | ValuesAndIndices {
    if (dim === undefined) return this.amin();
    if (this.shape.length === 0) return this.ofScalar((x) => x.min(dim));
    return this.chosen(this.argmin(dim, true), dim, keepdim);
  }
  /** The place of the largest element along `dim`, or in the flattened tensor; the first of equals, or of NaN. */
  argmax(dim?: number, keepdim = false): Tensor {
    return this.place(ops.argmax, dim, keepdim);
  }
  /** The place of the smallest element along `dim`, or in the flattened tensor; the first of equals, or of NaN. */
  argmin(dim?: number, keepdim = false): Tensor {
    return this.place(ops.argmin, dim, keepdim);
  }
  /**
   * The middle element in order, the lower of two, or NaN where one is; or, along `dim`, the middle ones and their
   * places. One of equals takes the gradient, where PyTorch's of all elements shares it. `torch.median`.
   */
  median(): Tensor;
  median(dim: number, keepdim?: boolean): ValuesAndIndices;
  median(dim?: number, keepdim = false): Tensor | ValuesAndIndices {
    if (dim === undefined) return this.self().reshape([-1]).median(0).values;
    if (this.shape.length === 0) return this.ofScalar((x) => x.median(dim));
    const at = normalizeDim("median", dim, this.shape.length);
    const length = this.shape[at]!;
    if (length === 0)
      throw expected(
        "median",
        "at least one element to choose from",
        this.shape,
        "check for an empty batch",
      );
    const middle = this.self()
      .argsort(at)
      .narrow(at, Math.floor((length - 1) / 2), 1);
    if (!isFloating(this.dtype)) return this.chosen(middle, at, keepdim);
    const nan = this.self().isnan();
    const first = nan.to("uint8").argmax(at, true);
    return this.chosen(first.where(nan.any(at, true), middle), at, keepdim);
  }
  /** Whether some element is not 0 (bool). */
  any(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(ops.any, dim, keepdim);
  }
  /** Whether every element is not 0 (bool). */
  all(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(ops.all, dim, keepdim);
  }
  /** The product. */
  prod(dim?: number | Shape, keepdim = false): Tensor {
    return this.reduce(statistics.prod, dim, keepdim);
  }
  /** The logarithm of the sum of exponentials, without overflow. */
  logsumexp(dim: number | Shape, keepdim = false): Tensor {
    return this.real().reduce(statistics.logsumexp, dim, keepdim);
  }
  /** The variance: squares of distances from the mean, summed and divided by the count less `correction` (default 1). */
  var(dim?: number | Shape, options: SpreadOptions = {}): Tensor {
    return this.apply(statistics.var, [], this.spread("var", dim, options));
  }
  /** The standard deviation, the root of `var`. */
  std(dim?: number | Shape, options: SpreadOptions = {}): Tensor {
    return this.apply(statistics.std, [], this.spread("std", dim, options));
  }
  /** The p-norm, `(sum |x|^p)^(1/p)`, of all elements or along `dim`; p may be infinite, and 0 counts. `torch.norm`. */
  norm(p: number | "fro" = 2, dim?: number | Shape, keepdim = false): Tensor {
    const power = p === "fro" ? 2 : p;
    if (typeof power !== "number" || Number.isNaN(power))
      throw expected("norm", 'p to be a number or "fro"', p, "pass 1, 2 or Infinity");
    const dims = normalizeDims("norm", dim, this.shape.length);
    if (!Number.isFinite(power) && dims.some((at) => this.shape[at] === 0)) {
      const hint = "check for an empty batch";
      throw expected("norm", "at least one element to choose from", this.shape, hint);
    }
    return this.apply(statistics.norm, [], { p: String(power), dims, keepdim });
  }

  /** What a scalar gives along dim 0 or -1, as PyTorch's. */
  protected ofScalar(along: (vector: Tensor) => ValuesAndIndices): ValuesAndIndices {
    const { values, indices } = along(this.self().reshape([1]));
    return { values: values.reshape([]), indices: indices.reshape([]) };
  }

  /** Records a reduction over `dim`. */
  protected reduce(op: Op<ReduceAttrs>, dim: number | Shape | undefined, keepdim: boolean): Tensor {
    const dims = normalizeDims(op.name, dim, this.shape.length);
    return this.apply(op, [], { dims, keepdim });
  }

  private place(op: Op<ArgAttrs>, dim: number | undefined, keepdim: boolean): Tensor {
    const rank = this.shape.length;
    const at = dim === undefined ? 0 : normalizeDim(op.name, dim, Math.max(rank, 1));
    if (dim !== undefined && rank > 0) return this.apply(op, [], { dim: at, keepdim });
    const flat = this.self().reshape([-1]);
    const place = flat.apply(op, [], { dim: 0, keepdim: false });
    return keepdim ? place.reshape(this.shape.map(() => 1)) : place;
  }

  private chosen(places: Tensor, dim: number, keepdim: boolean): ValuesAndIndices {
    const values = this.self().gather(dim, places);
    if (keepdim) return { values, indices: places };
    return { values: values.squeeze(dim), indices: places.squeeze(dim) };
  }

  private spread(who: string, dim: number | Shape | undefined, options: SpreadOptions) {
    const { unbiased = true, correction = Number(unbiased), keepdim = false } = options;
    checkNumber(who, "correction", correction);
    return { dims: normalizeDims(who, dim, this.shape.length), keepdim, correction };
  }
}
