import { isGradEnabled } from "./grad-mode.ts";
import { Node } from "./node.ts";
import type { Attrs, Op } from "./op.ts";

/** Checks the inputs' types and records one operation on them; nothing is computed. */
export function record<A extends Attrs>(op: Op<A>, inputs: readonly Node[], attrs: A): Node {
  const type = op.type(inputs, attrs);
  const wanted = op.noGradient === undefined && inputs.some((input) => input.requiresGrad);
  return new Node(op as Op, attrs, inputs, type, wanted && isGradEnabled());
}
