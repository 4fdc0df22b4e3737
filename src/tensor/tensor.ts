import { expected } from "../util/errors.ts";
import { type BackwardOptions, backward } from "./autograd.ts";
import { type DType, dtypeOf, holds, type TensorData } from "./dtype.ts";
import { DataDependentMethods } from "./methods/data-dependent.ts";
import { constant, leaf, type Node } from "./node.ts";
import type { Attrs, Op } from "./op.ts";
import { record } from "./record.ts";
import { checkShape, type Shape, sameShape, sizeOf } from "./shape.ts";

/**
 * An n-dimensional array of numbers, or the recipe for one. Operations check shapes at once and record themselves;
 * `await` on `data`, `item`, `toArray` or `realize` computes. Results are shared, not copied: do not write into them.
 * The methods stand in `methods/`, a file a family.
 * @example const y = tensor([[1, 2], [3, 4]]).matmul(tensor([[1], [1]])); await y.toArray(); // [[3], [7]]
 */
export class Tensor extends DataDependentMethods {
  /** The gradient that `backward` left here, or null. */
  grad: Tensor | null = null;
  #losses: Node[] = [];

  private constructor(node: Node) {
    super(node);
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

  /**
   * Adds the gradients of this scalar to the graph and leaves them in `grad` of each leaf that requires one,
   * added to what is there. Computes nothing. `gradient` seeds a tensor that is no scalar.
   */
  backward({ gradient, ...options }: BackwardOptions & { readonly gradient?: Tensor } = {}): void {
    if (!this.requiresGrad) {
      throw expected(
        "backward",
        "a tensor computed from one that requires grad",
        `${this.node.kind}`,
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
    for (const [{ owner }, part] of backward(this.node, seed, tensorParts, options)) {
      if (owner === undefined) continue;
      owner.grad = owner.grad === null ? part : owner.grad.add(part);
      if (!owner.#losses.includes(this.node)) owner.#losses.push(this.node);
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
