import { VisionError } from "../util/errors.ts";
import { allocate, type DType, type TensorData } from "./dtype.ts";
import type { Attrs, Op } from "./op.ts";
import { type Shape, sizeOf } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** Numbers in memory, and the runtime's own wrapper around them once it has made one. */
export interface Value {
  readonly data: TensorData;
  native?: unknown;
  /** A run made it: what it belongs to may be trained, and get others in the next step. */
  computed?: boolean;
  /** Runs under way that read it. */
  held?: number;
}

/**
 * One step of a recorded computation: an operation on other nodes, or a leaf that holds numbers.
 * A node never changes what it stands for; computing it only adds `value`.
 */
export class Node {
  readonly op: Op | undefined;
  readonly attrs: Attrs;
  readonly shape: Shape;
  readonly dtype: DType;
  /** Fixed for a recorded operation; a leaf may be frozen and thawed. */
  requiresGrad: boolean;
  /** A scalar that is part of the program text, such as the 2 in `x.mul(2)`. */
  readonly constant: number | undefined;
  /** Emptied once the numbers are known and no gradient can be asked for any more. */
  inputs: readonly Node[];
  value: Value | undefined;
  /** For a leaf that requires grad: the tensor whose `grad` receives the gradient. */
  owner: Tensor | undefined;
  /** Nodes to compute in the same run as this one: kept results, updated buffers. */
  companions: Node[] | undefined;
  /** Asked for by `keep()`: computed in whatever run passes by. */
  kept = false;
  /** Computed on the way to other values, and not kept. */
  passed = false;
  /** A weight or a buffer of a module: the same from run to run while nothing trains it. */
  persistent = false;
  /** `backward()` went through here and released the graph behind it. */
  released = false;
  // Scratch of one graph walk: which walk, and the number that the walk gave to this node.
  walk = 0;
  place = 0;
  layout = 0;

  constructor(
    op: Op | undefined,
    attrs: Attrs,
    inputs: readonly Node[],
    type: { readonly shape: Shape; readonly dtype: DType },
    requiresGrad: boolean,
    constant?: number,
  ) {
    this.op = op;
    this.attrs = attrs;
    this.inputs = inputs;
    this.shape = type.shape;
    this.dtype = type.dtype;
    this.requiresGrad = requiresGrad;
    this.constant = constant;
  }

  /** The op's name, or "leaf". */
  get kind(): string {
    return this.op?.name ?? "leaf";
  }
}

const noAttrs: Attrs = {};

/** A leaf over numbers in memory. */
export function leaf(data: TensorData, shape: Shape, dtype: DType, requiresGrad = false): Node {
  const node = new Node(undefined, noAttrs, [], { shape, dtype }, requiresGrad);
  node.value = { data };
  return node;
}

/** A scalar that the program text names; small changes of it do not make a new program. */
export function constant(value: number, dtype: DType): Node {
  return new Node(undefined, noAttrs, [], { shape: [], dtype }, false, value);
}

/** The numbers of a computed node; an error for one that is not. */
export function computedValue(node: Node): Value {
  if (node.value !== undefined) {
    if (node.value.data.length === 0 && sizeOf(node.shape) > 0) throw goneError(node);
    return node.value;
  }
  if (node.constant !== undefined) {
    const data = allocate(node.dtype, 1);
    if (data instanceof BigInt64Array) data[0] = BigInt(node.constant);
    else data[0] = node.constant;
    node.value = { data };
    return node.value;
  }
  throw new VisionError({
    who: "Tensor.hostData",
    expected: "a tensor whose numbers are in memory",
    got: `${node.kind} of shape ${JSON.stringify(node.shape)}, not computed yet`,
    hint: "call `await realize(tensor)` or `await tensor.data()` first",
  });
}

function goneError(node: Node): VisionError {
  return new VisionError({
    who: "Tensor",
    expected: `the numbers of a tensor ${node.dtype} ${JSON.stringify(node.shape)}`,
    got: "memory that was moved elsewhere",
    hint:
      "with the loader's reuseBatches a batch is over when the next is asked for: compute from it " +
      "before (await realize(y)), or leave the option out",
  });
}
