import { expected } from "../../util/errors.ts";
import { realizeNodes } from "../default-engine.ts";
import { type DType, isFloating, type TensorData } from "../dtype.ts";
import { inspectTensor, nest } from "../format.ts";
import { computedValue, leaf, type Node } from "../node.ts";
import type { Attrs, Op } from "../op.ts";
import { record } from "../record.ts";
import { type Shape, sameShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** What every tensor has: a recorded node, its type, and the doors to its numbers. */
export abstract class TensorCore {
  #node: Node;

  protected constructor(node: Node) {
    this.#node = node;
  }

  /** The recorded node; for the engine's own parts. */
  get node(): Node {
    return this.#node;
  }

  /** Sizes along each dimension. */
  get shape(): Shape {
    return this.#node.shape;
  }

  /** How many dimensions. */
  get ndim(): number {
    return this.#node.shape.length;
  }

  /** How many elements. */
  numel(): number {
    return sizeOf(this.#node.shape);
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
    this.#node.owner = requiresGrad ? this.self() : undefined;
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
    node.owner = this.requiresGrad ? this.self() : undefined;
    node.persistent = this.#node.persistent;
    this.#node = node;
    return this;
  }

  /** Marks a module's own tensor: repeated runs that do not train it may have it compiled in; returns it. */
  setPersistent(): this {
    this.#node.persistent = true;
    return this;
  }

  /**
   * Lets this tensor stand for `next`, of the same shape and element type, before its numbers are known: they are
   * computed in whatever run computes `beside`. Running statistics of batch normalization are kept up with it.
   */
  become(next: Tensor, beside: Tensor): this {
    if (!sameShape(this.shape, next.shape) || this.dtype !== next.dtype) {
      const what = `${this.dtype} of shape ${JSON.stringify(this.shape)}`;
      const got = `${next.dtype} of shape ${JSON.stringify(next.shape)}`;
      throw expected("Tensor.become", what, got, "convert it first");
    }
    if (this.requiresGrad || next.requiresGrad)
      throw expected("Tensor.become", "tensors without gradients", "requiresGrad", "use detach()");
    next.#node.persistent = this.#node.persistent;
    this.#node = next.#node;
    const node = beside.#node;
    node.companions = [...(node.companions ?? []), next.#node];
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

  /** The text that PyTorch prints; a tensor that is not computed yet shows its shape and operation in place of numbers. */
  toString(): string {
    return inspectTensor(this.#node);
  }

  /** What `console.log` shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  /** Records an operation on this tensor and others. */
  protected apply<A extends Attrs>(op: Op<A>, others: readonly Tensor[], attrs: A): Tensor {
    return this.recorded(op, [this.#node, ...others.map(({ node }) => node)], attrs);
  }

  /** Records an operation on nodes. */
  protected recorded<A extends Attrs>(op: Op<A>, inputs: readonly Node[], attrs: A): Tensor {
    // Tensor is the one final class below this one; its constructor takes a node.
    const Final = this.constructor as new (node: Node) => Tensor;
    return new Final(record(op, inputs, attrs));
  }

  /** What a scalar gives along its only imaginable dimension: that of a vector of one. `torch` takes dim 0 and -1. */
  protected asVector(along: (vector: Tensor) => Tensor): Tensor {
    return along(this.self().reshape([1])).reshape([]);
  }

  /** This object under its final type. */
  protected self(): Tensor {
    return this as unknown as Tensor;
  }
}
