import { isFloating } from "./dtype.ts";
import { isGradEnabled } from "./grad-mode.ts";
import { Node } from "./node.ts";
import type { Attrs, Op } from "./op.ts";

/** Checks the inputs' types and records one operation on them; nothing is computed. */
export function record<A extends Attrs>(op: Op<A>, inputs: readonly Node[], attrs: A): Node {
  const type = op.type(inputs, attrs);
  const wanted = op.noGradient === undefined && inputs.some((input) => input.requiresGrad);
  // Whole numbers and booleans have no derivative: a cast to them ends the gradient's way.
  const grad = wanted && isFloating(type.dtype) && isGradEnabled();
  return new Node(op as Op, attrs, inputs, type, grad);
}
