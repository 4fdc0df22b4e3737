import { expected } from "../util/errors.ts";
import { type BackwardOptions, backward } from "./autograd.ts";
import { type DType, dtypeOf, holds, isFloating, type TensorData } from "./dtype.ts";
import { realizeNodes } from "./engine.ts";
import { inspectTensor, nest } from "./format.ts";
import { computedValue, constant, leaf, type Node } from "./node.ts";
import type { Attrs, Op } from "./op.ts";
import { ops } from "./ops/index.ts";
import { record } from "./record.ts";
import {
  checkShape,
  normalizeDim,
  normalizeDims,
  resolveReshape,
  type Shape,
  sameShape,
  sizeOf,
} from "./shape.ts";

/** What stands beside a tensor in an operation: another tensor or a plain number. */
export type Operand = Tensor | number;

/**
 * An n-dimensional array of numbers, or the recipe for one. Operations check shapes at once and record themselves;
 * `await` on `data`, `item`, `toArray` or `realize` computes. Results are shared, not copied: do not write into them.
 * @example const y = tensor([[1, 2], [3, 4]]).matmul(tensor([[1], [1]])); await y.toArray(); // [[3], [7]]
 */
export class Tensor {
  #node: Node;
  /** The gradient that `backward` left here, or null. */
  grad: Tensor | null = null;
  #losses: Node[] = [];

  private constructor(node: Node) {
    this.#node = node;
  }

  /** A tensor over `data`, which it keeps (no copy); the element type defaults to the array's. */
  static fromData(data: TensorData, shape: Shape, dtype: DType = dtypeOf(data)): Tensor {
    checkShape("Tensor.fromData", shape);
    if (sizeOf(shape) !== data.length) {
      const what = `${sizeOf(shape)} values for shape ${JSON.stringify(shape)}`;
      throw expected("Tensor.fromData", what, data.length, "check the shape");
    }
    if (!holds(data, dtype)) {
      throw expected("Tensor.fromData", `an array that holds ${dtype}`, data, "convert the values");
    }
    return new Tensor(leaf(data, shape, dtype));
  }

  /** A tensor that stands for a recorded node; for the engine's own parts. */
  static of(this: void, node: Node): Tensor {
    return new Tensor(node);
  }

  /** The recorded node; for the engine's own parts. */
  get node(): Node {
    return this.#node;
  }

  /** Sizes along each dimension. */
  get shape(): Shape {
    return this.#node.shape;
  }

  /** The element type. */
  get dtype(): DType {
    return this.#node.dtype;
  }

  /** Whether `backward` computes a gradient for this tensor. */
  get requiresGrad(): boolean {
    return this.#node.requiresGrad;
  }

  /** Asks for a gradient (or no more) of a tensor that was not computed from others; returns it. */
  setRequiresGrad(requiresGrad = true): this {
    if (this.#node.op !== undefined) {
      throw expected(
        "setRequiresGrad",
        "a leaf tensor",
        `the result of ${this.#node.kind}`,
        "use detach()",
      );
    }
    if (requiresGrad && !isFloating(this.dtype)) {
      throw expected(
        "setRequiresGrad",
        "a floating-point tensor",
        this.dtype,
        'convert with .to("float32")',
      );
    }
    this.#node.requiresGrad = requiresGrad;
    this.#node.owner = requiresGrad ? this : undefined;
    return this;
  }

  /** Lets this tensor hold the value of `other`, of the same shape and element type; recorded graphs keep the old one. */
  assign(other: Tensor): this {
    if (!sameShape(this.shape, other.shape) || this.dtype !== other.dtype) {
      const what = `${this.dtype} of shape ${JSON.stringify(this.shape)}`;
      throw expected(
        "Tensor.assign",
        what,
        `${other.dtype} of shape ${JSON.stringify(other.shape)}`,
        "convert it first",
      );
    }
    const node = leaf(computedValue(other.#node).data, this.shape, this.dtype, this.requiresGrad);
    node.value = computedValue(other.#node);
    node.owner = this.requiresGrad ? this : undefined;
    this.#node = node;
    return this;
  }

  // The doors to the runtime.

  /** Computes and returns the numbers as a typed array, row by row (`int64` is a BigInt64Array). */
  async data(): Promise<TensorData> {
    await realizeNodes([this.#node]);
    return this.hostData();
  }

  /** Computes and returns the one number of a tensor of one element. */
  async item(): Promise<number> {
    if (sizeOf(this.shape) !== 1)
      throw expected("item", "a tensor of one element", this.shape, "use toArray() or data()");
    return Number((await this.data())[0]);
  }

  /** Computes and returns the numbers as nested arrays. */
  async toArray(): Promise<unknown> {
    return nest(await this.data(), this.shape, this.dtype);
  }

  /** The numbers of a tensor that is in memory, without asking the engine; throws if it was not computed yet. */
  hostData(): TensorData {
    return computedValue(this.#node).data;
  }

  /** Computes this value, too, in whatever run computes what it was made from; returns it. */
  keep(): this {
    this.#node.kept = true;
    const seen = new Set<Node>([this.#node]);
    for (const node of seen) {
      for (const input of node.inputs) {
        if (input.op === undefined || input.value !== undefined || seen.has(input)) continue;
        seen.add(input);
        input.companions = [...(input.companions ?? []), this.#node];
      }
    }
    return this;
  }

  // Gradients.

  /**
   * Adds the gradients of this scalar to the graph and leaves them in `grad` of each leaf that requires one,
   * added to what is there. Computes nothing. `gradient` seeds a tensor that is no scalar.
   */
  backward({ gradient, ...options }: BackwardOptions & { readonly gradient?: Tensor } = {}): void {
    if (!this.requiresGrad) {
      throw expected(
        "backward",
        "a tensor computed from one that requires grad",
        `${this.#node.kind}`,
        "call setRequiresGrad() on a leaf, outside noGrad",
      );
    }
    if (gradient === undefined && sizeOf(this.shape) !== 1) {
      throw expected(
        "backward",
        "a scalar loss",
        this.shape,
        "reduce it with mean() or sum(), or pass { gradient }",
      );
    }
    if (gradient !== undefined && !sameShape(gradient.shape, this.shape)) {
      throw expected(
        "backward",
        `a gradient of shape ${JSON.stringify(this.shape)}`,
        gradient.shape,
        "pass one value an element",
      );
    }
    const seed = gradient ?? new Tensor(constant(1, this.dtype)).expand(this.shape);
    for (const [{ owner }, part] of backward(this.#node, seed, tensorParts, options)) {
      if (owner === undefined) continue;
      owner.grad = owner.grad === null ? part : owner.grad.add(part);
      if (!owner.#losses.includes(this.#node)) owner.#losses.push(this.#node);
    }
  }

  /** Forgets the gradient. */
  zeroGrad(): void {
    this.grad = null;
    this.#losses = [];
  }

  /** The losses whose gradients are in `grad`; for optimizers, which compute them in the same run. */
  get losses(): readonly Node[] {
    return this.#losses;
  }

  /** The same value, cut off from gradients. */
  detach(): Tensor {
    return this.#apply(ops.detach, [], {});
  }

  // Elementwise.

  /** `this + other`. */
  add(other: Operand): Tensor {
    return this.#binary(ops.add, other);
  }
  /** `this - other`. */
  sub(other: Operand): Tensor {
    return this.#binary(ops.sub, other);
  }
  /** `this * other`, element by element. */
  mul(other: Operand): Tensor {
    return this.#binary(ops.mul, other);
  }
  /** `this / other`, in floating point. */
  div(other: Operand): Tensor {
    return this.#binary(ops.div, other, "float32");
  }
  /** `this` to the power `other`. */
  pow(other: Operand): Tensor {
    return this.#binary(ops.pow, other);
  }
  /** The larger of both. */
  maximum(other: Operand): Tensor {
    return this.#binary(ops.maximum, other);
  }
  /** True where equal. */
  eq(other: Operand): Tensor {
    return this.#binary(ops.eq, other);
  }
  /** True where greater. */
  gt(other: Operand): Tensor {
    return this.#binary(ops.gt, other);
  }
  /** True where greater or equal. */
  ge(other: Operand): Tensor {
    return this.#binary(ops.ge, other);
  }
  /** True where less. */
  lt(other: Operand): Tensor {
    return this.#binary(ops.lt, other);
  }
  /** True where less or equal. */
  le(other: Operand): Tensor {
    return this.#binary(ops.le, other);
  }
  /** `-this`. */
  neg(): Tensor {
    return this.#apply(ops.neg, [], {});
  }
  /** e to the power `this`. */
  exp(): Tensor {
    return this.#apply(ops.exp, [], {});
  }
  /** The natural logarithm. */
  log(): Tensor {
    return this.#apply(ops.log, [], {});
  }
  /** The square root. */
  sqrt(): Tensor {
    return this.#apply(ops.sqrt, [], {});
  }
  /** The absolute value. */
  abs(): Tensor {
    return this.#apply(ops.abs, [], {});
  }
  /** -1, 0 or 1. */
  sign(): Tensor {
    return this.#apply(ops.sign, [], {});
  }
  /** `max(this, 0)`. */
  relu(): Tensor {
    return this.#apply(ops.relu, [], {});
  }
  /** `1 / (1 + exp(-this))`. */
  sigmoid(): Tensor {
    return this.#apply(ops.sigmoid, [], {});
  }
  /** The hyperbolic tangent. */
  tanh(): Tensor {
    return this.#apply(ops.tanh, [], {});
  }
  /** The same numbers in another element type. */
  to(dtype: DType): Tensor {
    return dtype === this.dtype ? this : this.#apply(ops.cast, [], { dtype });
  }

  // Reductions; `dim` is one dimension, several, or all when left out.

  /** The sum. */
  sum(dim?: number | Shape, keepdim = false): Tensor {
    return this.#apply(ops.sum, [], {
      dims: normalizeDims("sum", dim, this.shape.length),
      keepdim,
    });
  }
  /** The mean. */
  mean(dim?: number | Shape, keepdim = false): Tensor {
    return this.#apply(ops.mean, [], {
      dims: normalizeDims("mean", dim, this.shape.length),
      keepdim,
    });
  }
  /** The largest element. */
  amax(dim?: number | Shape, keepdim = false): Tensor {
    return this.#apply(ops.amax, [], {
      dims: normalizeDims("amax", dim, this.shape.length),
      keepdim,
    });
  }
  /** The place of the largest element along `dim`, the first of equals. */
  argmax(dim = -1, keepdim = false): Tensor {
    return this.#apply(ops.argmax, [], {
      dim: normalizeDim("argmax", dim, this.shape.length),
      keepdim,
    });
  }

  // Movement.

  /** The same elements in another shape; one size may be -1. */
  reshape(shape: Shape): Tensor {
    const to = resolveReshape("reshape", this.shape, shape);
    return sameShape(to, this.shape) ? this : this.#apply(ops.reshape, [], { shape: to });
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
    return this.#apply(ops.permute, [], { order: resolved });
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
    return this.shape.length < 2 ? this : this.transpose(0, 1);
  }
  /** Repeated along dimensions of size 1 up to `shape`; -1 keeps a size. */
  expand(shape: Shape): Tensor {
    const extra = shape.length - this.shape.length;
    const to = shape.map((length, i) =>
      length === -1 && i >= extra ? this.shape[i - extra]! : length,
    );
    return sameShape(to, this.shape) ? this : this.#apply(ops.expand, [], { shape: to });
  }
  /** `length` elements from `start` on along `dim`. */
  narrow(dim: number, start: number, length: number): Tensor {
    const at = normalizeDim("narrow", dim, this.shape.length);
    const size = this.shape[at]!;
    const from = start < 0 ? start + size : start;
    if (!(Number.isInteger(from) && from >= 0 && length >= 0 && from + length <= size)) {
      throw expected(
        "narrow",
        `start and length inside ${size} elements`,
        { start, length },
        "check the range",
      );
    }
    return this.#apply(ops.slice, [], { dim: at, start: from, end: from + length });
  }

  // Matrices and classes.

  /** The matrix product of `[..., n, k]` and `[..., k, m]`. */
  matmul(other: Tensor): Tensor {
    return this.#apply(ops.matmul, [other], {});
  }
  /** Exponentials along `dim`, divided by their sum. */
  softmax(dim: number): Tensor {
    return this.#apply(ops.softmax, [], { dim: normalizeDim("softmax", dim, this.shape.length) });
  }
  /** The logarithm of `softmax`. */
  logSoftmax(dim: number): Tensor {
    return this.#apply(ops.logSoftmax, [], {
      dim: normalizeDim("logSoftmax", dim, this.shape.length),
    });
  }
  /** Rows of `classes` zeros with a one at each class number: `[...]` -> `[..., classes]`. */
  oneHot(classes: number, dtype: DType = "int64"): Tensor {
    return this.#apply(ops.oneHot, [], { classes, dtype });
  }
  /** A short text: type, shape and, if they are in memory, the first numbers. */
  toString(): string {
    return inspectTensor(this.#node);
  }

  /** What `console.log` shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  #apply<A extends Attrs>(op: Op<A>, others: readonly Tensor[], attrs: A): Tensor {
    return applyOp(op, [this, ...others], attrs);
  }

  // A plain number takes this tensor's type, unless only a float can hold it.
  #binary(op: Op<Readonly<Record<string, never>>>, other: Operand, integersAs?: DType): Tensor {
    if (other instanceof Tensor) return this.#apply(op, [other], {});
    if (typeof other !== "number")
      throw expected(op.name, "a tensor or a number", other, "wrap arrays with tensor(...)");
    const fits = isFloating(this.dtype) || (Number.isInteger(other) && integersAs === undefined);
    return new Tensor(record(op, [this.#node, constant(other, fits ? this.dtype : "float32")], {}));
  }
}

/** Records a primitive operation from the table `ops` on tensors; layers are written with it. */
export function applyOp<A extends Attrs>(op: Op<A>, inputs: readonly Tensor[], attrs: A): Tensor {
  return Tensor.of(
    record(
      op,
      inputs.map(({ node }) => node),
      attrs,
    ),
  );
}

const tensorParts = { wrap: Tensor.of, apply: applyOp };
