import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { sorting as ops } from "../ops/sorting.ts";
import { normalizeDim } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { IndexingMethods } from "./indexing.ts";
import type { ValuesAndIndices } from "./reduction.ts";

/** How `topk` chooses. */
export interface TopkOptions {
  /** The largest (default) or the smallest. */
  readonly largest?: boolean;
  /** In order (default), or in any. */
  readonly sorted?: boolean;
}

/** How `sort` and `argsort` order. */
export interface SortOptions {
  /** From the largest down; default false. */
  readonly descending?: boolean;
  /** Equal elements keep their order; they do so in any case. */
  readonly stable?: boolean;
}

/** Methods that depend on the order of elements along a dimension; NaN is greater than all numbers. */
export abstract class SortingMethods extends IndexingMethods {
  /**
   * The `k` largest (or smallest) elements along `dim`, in order, and their places (int64). `torch.topk`.
   * @example const { values, indices } = logits.topk(5);
   */
  topk(k: number, dim = -1, { largest = true, sorted = true }: TopkOptions = {}): ValuesAndIndices {
    return this.best("topk", k, dim, largest, sorted);
  }
  /** The elements along `dim` in order, smallest first, and their places (int64). `torch.sort`. */
  sort(dim = -1, { descending = false }: SortOptions = {}): ValuesAndIndices {
    return this.best("sort", undefined, dim, descending);
  }
  /** The places of the elements along `dim` in order, smallest first. `torch.argsort`. */
  argsort(dim = -1, { descending = false }: SortOptions = {}): Tensor {
    return this.best("argsort", undefined, dim, descending).indices;
  }
  /** The sums of all elements up to each one along `dim`; whole numbers and booleans give int64. `torch.cumsum`. */
  cumsum(dim: number): Tensor {
    if (this.shape.length === 0) return this.asVector((x) => x.cumsum(dim));
    const at = normalizeDim("cumsum", dim, this.shape.length);
    return this.apply(ops.cumsum, [], { dim: at, reverse: false });
  }
  /** The lower triangle of the last two dimensions, up to `diagonal` above the main one; 0 elsewhere. `torch.tril`. */
  tril(diagonal = 0): Tensor {
    return this.triangle("tril", diagonal);
  }
  /** The upper triangle of the last two dimensions, from `diagonal` above the main one on; 0 elsewhere. `torch.triu`. */
  triu(diagonal = 0): Tensor {
    return this.triangle("triu", diagonal);
  }

  private best(
    who: string,
    k: number | undefined,
    dim: number,
    largest: boolean,
    sorted = true,
  ): ValuesAndIndices {
    if (this.shape.length === 0) return this.ofScalar((x) => x.best(who, k, dim, largest, sorted));
    const at = normalizeDim(who, dim, this.shape.length);
    const count = k ?? this.shape[at]!;
    checkInteger(who, "k", count, { high: this.shape[at]! });
    const indices = this.apply(ops.topkIndices, [], { dim: at, k: count, largest, sorted });
    return { indices, values: this.gather(at, indices) };
  }

  private triangle(who: "tril" | "triu", diagonal: number): Tensor {
    if (this.shape.length < 2)
      throw expected(who, "at least two dimensions", this.shape, "use unsqueeze()");
    checkInteger(who, "diagonal", diagonal, { low: -Number.MAX_SAFE_INTEGER });
    return this.apply(ops.triangle, [], { diagonal, upper: who === "triu" });
  }
}
