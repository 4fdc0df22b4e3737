import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import type { DType } from "../dtype.ts";
import { linear as ops } from "../ops/linear.ts";
import { normalizeDim } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { PartMethods } from "./parts.ts";

/** Matrix products, and what classifiers put behind them. */
export abstract class MatrixMethods extends PartMethods {
  /**
   * The matrix product of `[..., n, k]` and `[..., k, m]`; dimensions in front broadcast. A vector on the left is a
   * row, on the right a column, and its dimension does not stay: two vectors give `[]`. `torch.matmul`.
   */
  matmul(other: Tensor): Tensor {
    const [row, column] = [this.shape.length === 1, other.shape.length === 1];
    const a = row ? this.unsqueeze(0) : this.self();
    const out = a.product(column ? other.unsqueeze(1) : other);
    const shape = [...out.shape.slice(0, -2)];
    if (!row) shape.push(out.shape.at(-2)!);
    if (!column) shape.push(out.shape.at(-1)!);
    return out.reshape(shape);
  }
  /** The product of the matrices `[n, k]` and `[k, m]`. */
  mm(other: Tensor): Tensor {
    checkRanks("mm", "matrices [n, k] and [k, m]", [this.self(), 2], [other, 2]);
    return this.product(other);
  }
  /** The products of the matrices of two batches, `[b, n, k]` and `[b, k, m]`. */
  bmm(other: Tensor): Tensor {
    checkRanks("bmm", "batches [b, n, k] and [b, k, m]", [this.self(), 3], [other, 3]);
    if (this.shape[0] !== other.shape[0]) {
      const what = "two batches of one size";
      throw expected("bmm", what, [this.shape, other.shape], "use matmul() to broadcast");
    }
    return this.product(other);
  }
  /** The product of the matrix `[n, k]` and the vector `[k]`. */
  mv(vector: Tensor): Tensor {
    checkRanks("mv", "a matrix [n, k] and a vector [k]", [this.self(), 2], [vector, 1]);
    return this.matmul(vector);
  }
  /** The sum of the products of the elements of two vectors. */
  dot(other: Tensor): Tensor {
    checkRanks("dot", "vectors of one size", [this.self(), 1], [other, 1]);
    return this.matmul(other);
  }
  /** The products of each element of this vector and each of the other: `[n]` and `[m]` -> `[n, m]`. */
  outer(other: Tensor): Tensor {
    checkRanks("outer", "two vectors", [this.self(), 1], [other, 1]);
    return this.unsqueeze(1).mul(other.unsqueeze(0));
  }
  /** Exponentials along `dim`, divided by their sum. */
  softmax(dim: number): Tensor {
    if (this.shape.length === 0) return this.asVector((x) => x.softmax(dim));
    return this.apply(ops.softmax, [], { dim: normalizeDim("softmax", dim, this.shape.length) });
  }
  /** The logarithm of `softmax`. */
  logSoftmax(dim: number): Tensor {
    if (this.shape.length === 0) return this.asVector((x) => x.logSoftmax(dim));
    return this.apply(ops.logSoftmax, [], {
      dim: normalizeDim("logSoftmax", dim, this.shape.length),
    });
  }
  /**
   * Rows of `classes` zeros with a one at each class number: `[...]` -> `[..., classes]`. Without `classes` (or with
   * -1) the largest number in memory decides. `torch.nn.functional.one_hot`.
   */
  oneHot(classes = -1, dtype: DType = "int64"): Tensor {
    return this.apply(ops.oneHot, [], { classes: classCount(this.self(), classes), dtype });
  }

  // The engine multiplies matrices of whole numbers in int64.
  private product(other: Tensor): Tensor {
    const { dtype } = this;
    if (dtype === other.dtype && ["int32", "uint8"].includes(dtype))
      return this.self().to("int64").product(other.to("int64")).to(dtype);
    return this.apply(ops.matmul, [other], { transA: false, transB: false });
  }
}

function checkRanks(
  who: string,
  what: string,
  ...sides: readonly (readonly [tensor: Tensor, rank: number])[]
): void {
  if (sides.every(([{ shape }, rank]) => shape.length === rank)) return;
  const shapes = sides.map(([{ shape }]) => shape);
  throw expected(who, what, shapes, "use matmul(), which takes other ranks, too");
}

function classCount(labels: Tensor, classes: number): number {
  checkInteger("oneHot", "classes", classes, { low: -1 });
  const numbers = labels.node.value?.data;
  let count = classes === -1 ? 0 : classes;
  if (classes === -1 && (numbers === undefined || numbers.length === 0)) {
    const hint = "pass the count of classes";
    throw expected("oneHot", "classes, or class numbers in memory", labels.toString(), hint);
  }
  for (const number of numbers ?? []) {
    if (classes === -1 && number >= count) count = Number(number) + 1;
    if (number >= 0 && number < count) continue;
    const what = classes === -1 ? "class numbers >= 0" : `class numbers in [0, ${classes - 1}]`;
    throw expected("oneHot", what, Number(number), "check the labels");
  }
  return count;
}
