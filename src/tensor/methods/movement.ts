import { checkInteger } from "../../util/check.ts";
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
import { movedOrder, type PadOptions, padded, type Recorder, rolled } from "./moving.ts";
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
  /** The elements in reverse order along each of `dims`. `torch.flip`. */
  flip(dims: number | Shape): Tensor {
    const list = typeof dims === "number" ? [dims] : dims;
    const turned = list.length === 0 ? [] : normalizeDims("flip", list, this.shape.length);
    if (turned.length === 0) return this.self();
    const of = (at: (n: number) => number, other: (n: number) => number) =>
      this.shape.map((n, i) => (turned.includes(i) ? at(n) : other(n)));
    return this.apply(ops.slice, [], {
      starts: of(
        (n) => Math.max(n - 1, 0),
        () => 0,
      ),
      counts: this.shape,
      steps: of(
        () => -1,
        () => 1,
      ),
    });
  }
  /**
   * Elements around: `padding` is `[left, right]` of the last dimension, then of the one before it, and so on.
   * Mode "constant" (default) sets `value` (default 0), and negative numbers cut off; "reflect" mirrors at the edge
   * element, "replicate" repeats it, "circular" goes on at the other end. `torch.nn.functional.pad`.
   * @example await tensor([1, 2, 3]).pad([1, 1], { mode: "reflect" }).toArray(); // [2, 1, 2, 3, 2]
   */
  pad(padding: Shape, options: PadOptions = {}): Tensor {
    return padded(this.self(), padding, options, this.recorder());
  }
  /** Elements moved by `shifts` along `dims`, those that fall off come in again; over all when `dims` is left out. */
  roll(shifts: number | Shape, dims?: number | Shape): Tensor {
    return rolled(this.self(), shifts, dims, this.recorder());
  }
  /** Copies side by side, `repeats` of each dimension; more numbers than dimensions add dimensions in front. */
  repeat(repeats: Shape): Tensor {
    checkShape("repeat", repeats);
    const extra = repeats.length - this.shape.length;
    if (extra < 0) {
      const what = `at least ${this.shape.length} numbers, one a dimension`;
      throw expected("repeat", what, repeats, "put ones in front");
    }
    const x = this.reshape([...new Array<number>(extra).fill(1), ...this.shape]);
    return repeats.every((n) => n === 1) ? x : x.apply(ops.tile, [], { repeats });
  }
  /** As `repeat`; fewer numbers than dimensions leave the first dimensions alone. `torch.tile`. */
  tile(repeats: Shape): Tensor {
    const missing = Math.max(this.shape.length - repeats.length, 0);
    return this.repeat([...new Array<number>(missing).fill(1), ...repeats]);
  }
  /** Each element `repeats` times along `dim`, of the flat tensor when left out. `torch.repeat_interleave`. */
  repeatInterleave(repeats: number, dim?: number): Tensor {
    checkInteger("repeatInterleave", "repeats", repeats);
    const x = dim === undefined ? this.flatten() : this.self();
    const at = normalizeDim("repeatInterleave", dim ?? 0, x.shape.length);
    const wide = [...x.shape.slice(0, at + 1), repeats, ...x.shape.slice(at + 1)];
    return x
      .unsqueeze(at + 1)
      .expand(wide)
      .reshape(x.shape.map((n, i) => (i === at ? n * repeats : n)));
  }
  /** The same as `reshape`: tensors here are values, and every reshape is free. `torch.Tensor.view`. */
  view(shape: Shape): Tensor {
    return this.reshape(shape);
  }
  /** Reshaped to the shape of `other`. */
  viewAs(other: Tensor): Tensor {
    return this.reshape(other.shape);
  }
  /** Reshaped to the shape of `other`. */
  reshapeAs(other: Tensor): Tensor {
    return this.reshape(other.shape);
  }
  /** Expanded to the shape of `other`. */
  expandAs(other: Tensor): Tensor {
    return this.expand(other.shape);
  }
  /** The dimension `dim` as several of these sizes; one may be -1. */
  unflatten(dim: number, sizes: Shape): Tensor {
    const at = normalizeDim("unflatten", dim, this.shape.length);
    const parts = resolveReshape("unflatten", [this.shape[at]!], sizes);
    return this.reshape([...this.shape.slice(0, at), ...parts, ...this.shape.slice(at + 1)]);
  }
  /** The dimensions `source` at the places `destination`, the others in their order. */
  movedim(source: number | Shape, destination: number | Shape): Tensor {
    return this.permute(movedOrder(this.shape.length, source, destination));
  }
  /** The same as `transpose`. */
  swapaxes(axis0: number, axis1: number): Tensor {
    return this.transpose(axis0, axis1);
  }
  /** The same as `transpose`. */
  swapdims(dim0: number, dim1: number): Tensor {
    return this.transpose(dim0, dim1);
  }

  /** The same value, cut off from gradients. */
  detach(): Tensor {
    return this.apply(ops.detach, [], {});
  }

  private recorder(): Recorder {
    return {
      pad: (x, attrs) => x.apply(ops.pad, [], attrs),
      cat: ([first, ...rest], dim) => first!.apply(ops.cat, rest, { dim }),
    };
  }
}
