import { expected } from "../../util/errors.ts";
import { movement as ops } from "../ops/movement.ts";
import {
  checkShape,
  normalizeDim,
  normalizeDims,
  resolveReshape,
  type Shape,
  sameShape,
  sizeOf,
} from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { ReductionMethods } from "./reduction.ts";

/** Methods that put the same elements elsewhere. */
export abstract class MovementMethods extends ReductionMethods {
  /** The same elements in another shape; one size may be -1. */
  reshape(shape: Shape): Tensor {
    const to = resolveReshape("reshape", this.shape, shape);
    return sameShape(to, this.shape) ? this.self() : this.apply(ops.reshape, [], { shape: to });
  }
  /** Dimensions `startDim` to `endDim` as one. */
  flatten(startDim = 0, endDim = -1): Tensor {
    const rank = Math.max(this.shape.length, 1);
    const start = normalizeDim("flatten", startDim, rank);
    const end = normalizeDim("flatten", endDim, rank);
    if (start > end)
      throw expected("flatten", "startDim <= endDim", { startDim, endDim }, "swap them");
    const middle = sizeOf(this.shape.slice(start, end + 1));
    return this.reshape([...this.shape.slice(0, start), middle, ...this.shape.slice(end + 1)]);
  }
  /** A new dimension of size 1 at `dim`. */
  unsqueeze(dim: number): Tensor {
    const at = normalizeDim("unsqueeze", dim, this.shape.length + 1);
    return this.reshape([...this.shape.slice(0, at), 1, ...this.shape.slice(at)]);
  }
  /** Without the dimension `dim` if its size is 1; without all such dimensions when left out. */
  squeeze(dim?: number): Tensor {
    const dims = normalizeDims("squeeze", dim, this.shape.length);
    return this.reshape(this.shape.filter((length, i) => length !== 1 || !dims.includes(i)));
  }
  /** The dimensions in another order. */
  permute(order: Shape): Tensor {
    const resolved = order.map((dim) => normalizeDim("permute", dim, this.shape.length));
    if (resolved.length !== this.shape.length || new Set(resolved).size !== resolved.length) {
      throw expected(
        "permute",
        `an order of all ${this.shape.length} dims`,
        order,
        "name each dim once",
      );
    }
    return this.apply(ops.permute, [], { order: resolved });
  }
  /** Two dimensions exchanged. */
  transpose(dim0: number, dim1: number): Tensor {
    const order = this.shape.map((_, i) => i);
    const a = normalizeDim("transpose", dim0, order.length);
    const b = normalizeDim("transpose", dim1, order.length);
    order[a] = b;
    order[b] = a;
    return this.permute(order);
  }
  /** A matrix transposed. */
  t(): Tensor {
    return this.shape.length < 2 ? this.self() : this.transpose(0, 1);
  }
  /** Repeated along dimensions of size 1 up to `shape`; -1 keeps a size. */
  expand(shape: Shape): Tensor {
    const extra = shape.length - this.shape.length;
    const to = shape.map((length, i) =>
      length === -1 && i >= extra ? this.shape[i - extra]! : length,
    );
    checkShape("expand", to);
    return sameShape(to, this.shape) ? this.self() : this.apply(ops.expand, [], { shape: to });
  }
  /** `length` elements from `start` on along `dim`. */
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
    return this.apply(ops.slice, [], { dim: at, start: from, end: from + length });
  }

  /** The same value, cut off from gradients. */
  detach(): Tensor {
    return this.apply(ops.detach, [], {});
  }
}
