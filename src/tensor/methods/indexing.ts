import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { isFloating } from "../dtype.ts";
import { constant, leaf, type Node } from "../node.ts";
import { indexing as ops } from "../ops/indexing.ts";
import { movement } from "../ops/movement.ts";
import { selection } from "../ops/selection.ts";
import { broadcastShapes, normalizeDim, type Shape, sameShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { Operand } from "./elementwise.ts";
import { type IndexItem, isTensor, planIndex } from "./index-plan.ts";
import { MatrixMethods } from "./matrix.ts";

const anySign = { low: -Number.MAX_SAFE_INTEGER };

/** Methods that choose elements by index tensors, and put them back. */
export abstract class IndexingMethods extends MatrixMethods {
  /**
   * The slices at `index` along `dim`. The index, int64 or int32, may have any shape, which takes the place of `dim`:
   * an embedding is `weight.indexSelect(0, tokens)`. Numbers outside `[0, size)` are refused. `torch.index_select`.
   * @example await tensor([[1, 2], [3, 4]]).indexSelect(0, tensor([1], { dtype: "int64" })).toArray(); // [[3, 4]]
   */
  indexSelect(dim: number, index: Tensor): Tensor {
    const at = normalizeDim("indexSelect", dim, this.shape.length);
    checkIndex("indexSelect", index, this.shape[at]!);
    return this.apply(ops.indexSelect, [index], { dim: at });
  }
  /**
   * Element by element: `out[i][j] = this[index[i][j]][j]` for `dim` 0, and so on. Shape: the index's, which must not
   * be longer than the tensor's but for `dim`. `torch.gather`.
   */
  gather(dim: number, index: Tensor): Tensor {
    const at = normalizeDim("gather", dim, this.shape.length);
    checkIndex("gather", index, this.shape[at]!);
    return this.apply(ops.gather, [index], { dim: at });
  }
  /**
   * A tensor where `src`, a tensor or a number, replaces elements: `out[index[i][j]][j] = src[i][j]` for `dim` 0.
   * Of several values for one place any may win. `torch.scatter`.
   */
  scatter(dim: number, index: Tensor, src: Operand): Tensor {
    const [at, part] = this.scattered("scatter", dim, index, src);
    return part.apply(ops.scatter, [index, this.self()], { dim: at, shape: this.shape });
  }
  /** A tensor with `src` added: `out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on. `torch.scatter_add`. */
  scatterAdd(dim: number, index: Tensor, src: Tensor): Tensor {
    const [at, part] = this.scattered("scatterAdd", dim, index, src);
    return part.apply(ops.scatterAdd, [index, this.self()], { dim: at, shape: this.shape });
  }
  /** A tensor with slices of `source` added at `index` along `dim`. `torch.index_add`. */
  indexAdd(dim: number, index: Tensor, source: Tensor): Tensor {
    const at = normalizeDim("indexAdd", dim, this.shape.length);
    checkIndex("indexAdd", index, this.shape[at]!);
    return source.apply(ops.indexAdd, [index, this.self()], { dim: at, length: this.shape[at]! });
  }
  /**
   * A tensor with `value`, a number or a tensor of one element, where `mask` (bool, broadcasting to this shape) is
   * true. `torch.masked_fill`.
   * @example scores.maskedFill(hidden, -Infinity);
   */
  maskedFill(mask: Tensor, value: Operand): Tensor {
    if (!sameShape(broadcastShapes("maskedFill", mask.shape, this.shape), this.shape)) {
      const what = `a mask that broadcasts to ${JSON.stringify(this.shape)}`;
      throw expected("maskedFill", what, mask.shape, "expand() the tensor first");
    }
    if (typeof value === "number")
      return this.recorded(
        selection.where,
        [mask.node, this.number("maskedFill", value), this.node],
        {},
      );
    if (sizeOf(value.shape) !== 1) {
      const what = "a number or a tensor of one element";
      throw expected("maskedFill", what, value.shape, "use where() for many values");
    }
    const one = value.reshape([]).to(this.dtype);
    return this.recorded(selection.where, [mask.node, one.node, this.node], {});
  }
  /**
   * PyTorch's `x[...]`: whole numbers, `slice(start, end, step)`, "...", null for a new dimension, index tensors or
   * lists (several broadcast together), and masks in memory. Everything without tensors is one slice and a reshape.
   * @example x.index(0, slice(1, null, 2), "...", null); // x[0, 1::2, ..., None]
   */
  index(...items: readonly IndexItem[]): Tensor {
    const { slice, shape, chosen } = planIndex(this.shape, items);
    const whole = sameShape(slice.counts, this.shape) && slice.steps.every((step) => step === 1);
    const part = (whole ? this.self() : this.apply(movement.slice, [], slice)).reshape(shape);
    const tensors = chosen.map(({ dim, by }) => ({
      dim,
      by: isTensor(by) ? by : this.wholeNumbers(by),
    }));
    if (tensors.length > 1) return chooseTogether(part, tensors);
    return tensors.reduce((x, { dim, by }) => x.apply(ops.indexSelect, [by], { dim }), part);
  }

  /** A tensor of given whole numbers, in memory. */
  protected wholeNumbers(values: readonly number[], shape: Shape = [values.length]): Tensor {
    // Tensor is the one final class below this one; its constructor takes a node.
    const Final = this.constructor as new (node: Node) => Tensor;
    return new Final(leaf(BigInt64Array.from(values, BigInt), shape, "int64"));
  }

  // A number in this tensor's type.
  private number(who: string, value: number): Node {
    if (!isFloating(this.dtype)) checkInteger(who, "value", value, anySign);
    return constant(value, this.dtype);
  }

  private scattered(who: string, dim: number, index: Tensor, src: Operand): [number, Tensor] {
    const at = normalizeDim(who, dim, this.shape.length);
    checkIndex(who, index, this.shape[at]!);
    const shape = index.shape;
    if (typeof src === "number")
      return [at, this.recorded(movement.expand, [this.number(who, src)], { shape })];
    const fits =
      src.shape.length === shape.length && shape.every((length, i) => length <= src.shape[i]!);
    if (!fits || sameShape(src.shape, shape)) return [at, src]; // what does not fit is refused there
    const [starts, steps] = [shape.map(() => 0), shape.map(() => 1)];
    return [at, src.apply(movement.slice, [], { starts, counts: shape, steps })];
  }
}

// Numbers of an index that are in memory are looked at here; of a computed one the engine does it.
function checkIndex(who: string, index: Tensor, size: number): void {
  const values = index.node.value?.data ?? [];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0 && values[i]! < size) continue;
    const got = { index: Number(values[i]), at: i };
    throw expected(
      who,
      `indices in [0, ${size - 1}]`,
      got,
      "check the index, or the tensor's size",
    );
  }
}

// Several index tensors: their dimensions as one, and one flat index into it.
function chooseTogether(
  x: Tensor,
  chosen: readonly { readonly dim: number; readonly by: Tensor }[],
): Tensor {
  const dims = chosen.map(({ dim }) => dim);
  const together = dims.every((dim, i) => dim === dims[0]! + i);
  const front = together ? dims[0]! : 0; // as PyTorch: in front, where they stand apart
  const moved = together
    ? x
    : x.movedim(
        dims,
        dims.map((_, i) => i),
      );
  const sizes = moved.shape.slice(front, front + dims.length);
  const flat = chosen
    .map(({ by }, i) => notNegative(by.to("int64"), sizes[i]!))
    .reduce((sum, next, i) => sum.mul(sizes[i]!).add(next));
  const rest = moved.shape.slice(front + dims.length);
  return moved
    .reshape([...moved.shape.slice(0, front), sizeOf(sizes), ...rest])
    .indexSelect(front, flat);
}

// Negative numbers count from the end.
function notNegative(index: Tensor, size: number): Tensor {
  const numbers = index.node.value?.data;
  const certain = numbers?.every((number: number | bigint) => number >= 0) ?? false;
  return certain ? index : index.add(index.lt(0).to("int64").mul(size));
}
