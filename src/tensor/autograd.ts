import { VisionError } from "../util/errors.ts";
import { noGrad } from "./grad-mode.ts";
import { addGradients } from "./join-gradients.ts";
import type { Node } from "./node.ts";
import type { ApplyOp } from "./op.ts";
import type { Tensor } from "./tensor.ts";

/** What the backward pass needs of the tensor class, which stands above it. */
export interface TensorParts {
  wrap(this: void, node: Node): Tensor;
  readonly apply: ApplyOp;
}

/** How a backward pass treats the graph it goes through. */
export interface BackwardOptions {
  /** Keep the graph, so that `backward` may be called again. Default: `createGraph`. */
  readonly retainGraph?: boolean;
  /** Record the gradients themselves for gradients of gradients. Default false. */
  readonly createGraph?: boolean;
}

/**
 * Adds the gradient computation of `root` to the graph and returns the gradient of each leaf that requires one.
 * Nothing is computed.
 */
export function backward(
  root: Node,
  seed: Tensor,
  parts: TensorParts,
  options: BackwardOptions,
): Map<Node, Tensor> {
  const isLeaf = (node: Node) => node.op === undefined && node.requiresGrad;
  return gradientsOf([[root, seed]], isLeaf, parts, options);
}

/**
 * The gradients of `roots`, each with the gradient that it starts from, for each node that is `wanted`.
 * Reverse-mode accumulation: every node's gradient is complete before it is passed on.
 */
export function gradientsOf(
  roots: readonly (readonly [Node, Tensor])[],
  wanted: (node: Node) => boolean,
  parts: TensorParts,
  { createGraph = false, retainGraph = createGraph }: BackwardOptions,
): Map<Node, Tensor> {
  const order = nodesToDifferentiate(roots.map(([root]) => root));
  const gradients = new Map<Node, Tensor>();
  const pass = () => {
    for (const [root, seed] of roots) addGradient(gradients, root, seed, parts);
    for (let i = order.length - 1; i >= 0; i--) passOn(order[i]!, gradients, parts);
  };
  if (createGraph) pass();
  else noGrad(pass);
  if (!retainGraph) order.forEach(release);
  return new Map([...gradients].filter(([node]) => wanted(node)));
}

// What was computed already needs its inputs no more.
function release(node: Node): void {
  if (node.op === undefined) return;
  node.released = true;
  if (node.value !== undefined) node.inputs = [];
}

function passOn(node: Node, gradients: Map<Node, Tensor>, tensors: TensorParts): void {
  const { wrap, apply } = tensors;
  const gy = gradients.get(node);
  if (node.op === undefined || gy === undefined) return;
  const needs = node.inputs.map((input) => input.requiresGrad);
  const inputs = node.inputs.map(wrap);
  const context = { inputs, out: wrap(node), gy, attrs: node.attrs, needs, apply, wrap };
  const parts = node.op.grad(context);
  node.inputs.forEach((input, i) => {
    const part = parts[i];
    if (!needs[i] || part == null) return;
    addGradient(gradients, input, part, tensors);
  });
}

function addGradient(
  gradients: Map<Node, Tensor>,
  node: Node,
  part: Tensor,
  parts: TensorParts,
): void {
  const sum = gradients.get(node);
  const own = part.to(node.dtype); // an operation on two element types computes in the wider one
  gradients.set(node, sum === undefined ? own : addGradients(sum, own, parts));
}

// Inputs before the nodes that use them; only what requires a gradient. An explicit stack: nets are deep.
function nodesToDifferentiate(roots: readonly Node[]): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    visit(root, order, seen);
  }
  return order;
}

function visit(root: Node, order: Node[], seen: Set<Node>): void {
  const stack: { node: Node; next: number }[] = [{ node: root, next: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    if (top.node.released) throw backwardTwice(top.node);
    const input = top.node.inputs[top.next++];
    if (input === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (input.requiresGrad && !seen.has(input)) {
      seen.add(input);
      stack.push({ node: input, next: 0 });
    }
  }
}

function backwardTwice(node: Node): VisionError {
  return new VisionError({
    who: "backward",
    expected: "a graph that no backward pass went through yet",
    got: `${node.kind} of shape ${JSON.stringify(node.shape)}, released by an earlier backward()`,
    hint: "run the forward pass again, or call backward({ retainGraph: true }) the first time",
  });
}
