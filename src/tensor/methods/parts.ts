import { checkInteger } from "../../util/check.ts";
import { expected } from "../../util/errors.ts";
import { movement as ops } from "../ops/movement.ts";
import { normalizeDim, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { MovementMethods } from "./movement.ts";

/** Methods that take parts of a tensor by numbers of the program text. */
export abstract class PartMethods extends MovementMethods {
  /** `length` elements from `start` on along `dim`; a negative start counts from the end. */
  narrow(dim: number, start: number, length: number): Tensor {
    const at = normalizeDim("narrow", dim, this.shape.length);
    const size = this.shape[at]!;
    const from = start < 0 ? start + size : start;
    const whole = Number.isInteger(from) && Number.isInteger(length);
    if (!(whole && from >= 0 && length >= 0 && from + length <= size)) {
      throw expected(
        "narrow",
        `start and length inside ${size} elements`,
        { start, length },
        "check the range",
      );
    }
    return this.range(at, from, length);
  }
  /** The slice at `index` (negative: from the end) along `dim`, without that dimension. */
  select(dim: number, index: number): Tensor {
    const at = normalizeDim("select", dim, this.shape.length);
    const size = this.shape[at]!;
    checkInteger("select", "index", index, { low: -size, high: size - 1 });
    const one = this.range(at, index < 0 ? index + size : index, 1);
    return one.reshape(this.shape.filter((_, i) => i !== at));
  }
  /** Parts of `sizeOrSizes` elements along `dim`, the last one maybe shorter; or parts of these sizes. */
  split(sizeOrSizes: number | Shape, dim = 0): Tensor[] {
    const at = normalizeDim("split", dim, this.shape.length);
    const size = this.shape[at]!;
    const sizes = typeof sizeOrSizes === "number" ? evenParts(size, sizeOrSizes) : [...sizeOrSizes];
    const whole = sizes.every((length) => Number.isSafeInteger(length) && length >= 0);
    if (!whole || sizes.reduce((sum, length) => sum + length, 0) !== size) {
      throw expected("split", `sizes that add up to ${size}`, sizes, "check the sizes");
    }
    let start = 0;
    return sizes.map((length) => {
      start += length;
      return this.range(at, start - length, length);
    });
  }
  /** At most `chunks` parts of equal size along `dim`, the last one maybe shorter. */
  chunk(chunks: number, dim = 0): Tensor[] {
    checkInteger("chunk", "chunks", chunks, { low: 1 });
    const size = this.shape[normalizeDim("chunk", dim, this.shape.length)]!;
    if (size === 0) return Array.from({ length: chunks }, () => this.self());
    return this.split(Math.ceil(size / chunks), dim);
  }
  /** All slices along `dim`, without that dimension. */
  unbind(dim = 0): Tensor[] {
    const at = normalizeDim("unbind", dim, this.shape.length);
    return Array.from({ length: this.shape[at]! }, (_, i) => this.select(at, i));
  }
  /** The elements whose places in `dim1` and `dim2` differ by `offset`, as a last dimension. */
  diagonal(offset = 0, dim1 = 0, dim2 = 1): Tensor {
    checkInteger("diagonal", "offset", offset, { low: -Number.MAX_SAFE_INTEGER });
    const rank = this.shape.length;
    const [a, b] = [normalizeDim("diagonal", dim1, rank), normalizeDim("diagonal", dim2, rank)];
    if (a === b) throw expected("diagonal", "two different dims", { dim1, dim2 }, "check the dims");
    const moved = this.movedim([a, b], [-2, -1]);
    const [rows, columns] = [this.shape[a]!, this.shape[b]!];
    const batch = moved.shape.slice(0, -2);
    const start = offset >= 0 ? offset : -offset * columns;
    const length = Math.min(offset >= 0 ? rows : rows + offset, columns - Math.max(offset, 0));
    if (length <= 0) return moved.reshape([...batch, rows * columns]).narrow(-1, 0, 0);
    // In the flat matrix, one row down and one column right is `columns + 1` elements on.
    const flat = moved.reshape([...batch, rows * columns]);
    return flat.range(batch.length, start, length, columns + 1);
  }
  /** The sum of the main diagonal of a matrix. */
  trace(): Tensor {
    if (this.shape.length !== 2) {
      throw expected("trace", "a matrix", this.shape, "use diagonal(offset, dim1, dim2).sum(-1)");
    }
    return this.diagonal().sum();
  }

  // `count` elements along `dim`, inside it.
  private range(dim: number, start: number, count: number, step = 1): Tensor {
    return this.apply(ops.slice, [], {
      starts: this.shape.map((_, i) => (i === dim ? start : 0)),
      counts: this.shape.map((n, i) => (i === dim ? count : n)),
      steps: this.shape.map((_, i) => (i === dim ? step : 1)),
    });
  }
}

function evenParts(size: number, length: number): number[] {
  checkInteger("split", "the size of a part", length, { low: size === 0 ? 0 : 1 });
  if (size === 0) return [0]; // as PyTorch: one empty part
  return Array.from({ length: Math.ceil(size / length) }, (_, i) =>
    Math.min(length, size - i * length),
  );
}
