import type { Node } from "./node.ts";
import type { ApplyOp } from "./op.ts";
import { movement } from "./ops/movement.ts";
import type { PadAttrs } from "./ops/pad.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** What this needs of the tensor class, which stands above it. */
export interface JoinParts {
  wrap(this: void, node: Node): Tensor;
  readonly apply: ApplyOp;
}

/** A gradient of a slice: a part, with zeros around it. */
interface Placed {
  readonly part: Node;
  readonly before: Shape;
  readonly after: Shape;
}

/**
 * The sum of two gradients. Where they are gradients of slices that stand side by side, the parts are joined instead
 * of adding tensors that are mostly zeros: the parts of `unbind` or `split` cost one copy together, not one each.
 */
export function addGradients(a: Tensor, b: Tensor, parts: JoinParts): Tensor {
  const [left, right] = [placed(a.node), placed(b.node)];
  if (left === undefined || right === undefined) return a.add(b);
  return joined(left, right, parts) ?? joined(right, left, parts) ?? a.add(b);
}

function placed({ op, attrs, inputs }: Node): Placed | undefined {
  const part = inputs[0];
  if (op !== (movement.pad as unknown) || part === undefined) return undefined;
  const { before, after, mode, value } = attrs as PadAttrs;
  const zeros = mode === "constant" && value === 0;
  const inside = before.every((n) => n >= 0) && after.every((n) => n >= 0);
  return zeros && inside ? { part, before, after } : undefined;
}

function joined(first: Placed, second: Placed, { wrap, apply }: JoinParts): Tensor | undefined {
  const dim = first.before.findIndex((n, i) => n !== second.before[i]);
  const alike = first.before.every(
    (n, i) => i === dim || (n === second.before[i] && first.after[i] === second.after[i]),
  );
  const next = dim === -1 ? -1 : first.before[dim]! + first.part.shape[dim]!;
  if (!alike || next !== second.before[dim]) return undefined;
  const pieces = [...piecesOf(first.part, dim), ...piecesOf(second.part, dim)];
  const whole = apply(movement.cat, pieces.map(wrap), { dim });
  const { before } = first;
  const { after } = second;
  if (before.every((n) => n === 0) && after.every((n) => n === 0)) return whole;
  return apply(movement.pad, [whole], { before, after, mode: "constant", value: 0 });
}

// What was joined before is joined anew with the next, in one step.
function piecesOf(part: Node, dim: number): readonly Node[] {
  const isJoined = part.op === (movement.cat as unknown) && part.attrs.dim === dim;
  return isJoined && part.inputs.length > 0 ? part.inputs : [part];
}
