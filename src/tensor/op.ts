import type { DType } from "./dtype.ts";
import type { Node } from "./node.ts";
import type { GraphBuilder } from "./onnx/builder.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** An operation's settings: plain data, part of the graph's key. */
export type Attrs = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** Shape and element type of a tensor. */
export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Records an operation on tensors. */
export type ApplyOp = <A extends Attrs>(op: Op<A>, inputs: readonly Tensor[], attrs: A) => Tensor;

/** What a gradient rule may use: the call's inputs and output, and the gradient of the output. */
export interface GradContext<A extends Attrs> {
  readonly inputs: readonly Tensor[];
  readonly out: Tensor;
  readonly gy: Tensor;
  readonly attrs: A;
  /** Which inputs want a gradient; the others may be answered with `null`. */
  readonly needs: readonly boolean[];
  /** Records an operation that tensors have no method for. */
  readonly apply: ApplyOp;
  /** A recorded node as a tensor. */
  wrap(this: void, node: Node): Tensor;
}

/** Gradients of the inputs in their order, `null` where there is none to compute. */
export type GradRule<A extends Attrs> = (context: GradContext<A>) => readonly (Tensor | null)[];

/** What an operation's ONNX form may use. */
export interface LowerContext<A extends Attrs> {
  readonly graph: GraphBuilder;
  /** Names of the inputs' values. */
  readonly names: readonly string[];
  /** Types of the inputs. */
  readonly types: readonly TensorType[];
  readonly out: TensorType;
  readonly attrs: A;
}

/**
 * One primitive operation: everything that the engine knows about it is here.
 * `type` checks the inputs at the call and tells the result's type; `onnx` writes the operation into a graph
 * and returns the name of its result; `grad` is the gradient, or the reason why there is none.
 */
export interface Op<A extends Attrs = Attrs> {
  readonly name: string;
  type(inputs: readonly TensorType[], attrs: A): TensorType;
  onnx(context: LowerContext<A>): string;
  // A method, so that an op with its own attributes still is an `Op`.
  grad(context: GradContext<A>): readonly (Tensor | null)[];
  /** Why no gradient flows through, where none does. */
  readonly noGradient?: string;
}

/** What is written to define an operation. */
export interface OpSpec<A extends Attrs> {
  readonly name: string;
  readonly type: (inputs: readonly TensorType[], attrs: A) => TensorType;
  /** An ONNX operator's name where inputs and output fit as they are, else a function. */
  readonly onnx: string | ((context: LowerContext<A>) => string);
  readonly grad: GradRule<A> | { readonly none: string };
}

/**
 * Makes a table entry of an operation.
 * @example
 * const exp = defineOp({ name: "exp", type: sameType, onnx: "Exp", grad: ({ out, gy }) => [gy.mul(out)] });
 */
export function defineOp<A extends Attrs = Attrs>({ name, type, onnx, grad }: OpSpec<A>): Op<A> {
  const base = {
    name,
    type,
    onnx:
      typeof onnx === "string"
        ? ({ graph, names }: LowerContext<A>) => graph.add(onnx, names)
        : onnx,
  };
  if (typeof grad === "function") return { ...base, grad };
  return { ...base, noGradient: grad.none, grad: ({ inputs }) => inputs.map(() => null) };
}
