import { expected } from "../util/errors.ts";
import { type BackwardOptions, gradientsOf } from "./autograd.ts";
import { constant, type Node } from "./node.ts";
import { sameShape, sizeOf } from "./shape.ts";
import { applyOp, Tensor } from "./tensor.ts";

/** How `grad` goes through the graph. */
export interface GradOptions extends BackwardOptions {
  /** One gradient for each output to start from, of its shape; ones for scalars when left out or null. */
  readonly gradOutputs?: Tensor | readonly (Tensor | null)[];
  /** Give null for inputs that no output depends on, instead of throwing. Default false. */
  readonly allowUnused?: boolean;
}

/**
 * The gradients of `outputs`, summed, for each of `inputs`, in their order and shapes: `torch.autograd.grad`. Inputs may
 * be leaves or results on the way. No tensor's `grad` changes, and nothing is computed.
 * Throws where an input is unused, needs no gradient, or an output is no scalar and has no `gradOutputs`.
 * @example const [slope] = grad(x.pow(3).sum(), x, { createGraph: true }); // 3 x^2, and may be differentiated again
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions & { readonly allowUnused: true },
): (Tensor | null)[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradOptions,
): Tensor[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  { gradOutputs, allowUnused = false, ...options }: GradOptions = {},
): (Tensor | null)[] {
  const from = listOf(outputs);
  const wanted = listOf(inputs);
  const seeds = gradOutputs === undefined ? from.map(() => null) : listOf(gradOutputs);
  if (seeds.length !== from.length)
    throw expected("grad", `${from.length} gradOutputs`, seeds.length, "pass one an output");
  const roots = from.map((output, i) => [output.node, seedFor(output, seeds[i]!)] as const);
  wanted.forEach(checkInput);
  const nodes = new Set<Node>(wanted.map(({ node }) => node));
  const found = gradientsOf(roots, (node) => nodes.has(node), parts, options);
  return wanted.map(({ node, shape }, i) => {
    const gradient = found.get(node);
    if (gradient !== undefined || allowUnused) return gradient ?? null;
    const got = `input ${i} of shape ${JSON.stringify(shape)}, which no output depends on`;
    throw expected("grad", "inputs that the outputs were computed from", got, "pass allowUnused");
  });
}

const parts = { wrap: Tensor.of, apply: applyOp };

function listOf<T extends Tensor | null>(one: Tensor | readonly T[]): readonly (T | Tensor)[] {
  return one instanceof Tensor ? [one] : one;
}

function checkInput({ requiresGrad, node }: Tensor): void {
  if (requiresGrad) return;
  const hint = "call setRequiresGrad() on a leaf, before the forward pass";
  throw expected("grad", "inputs that require grad", node.kind, hint);
}

function seedFor({ shape, dtype, requiresGrad, node }: Tensor, seed: Tensor | null): Tensor {
  if (!requiresGrad) {
    const what = "an output computed from a tensor that requires grad";
    throw expected("grad", what, node.kind, "call setRequiresGrad() on a leaf, outside noGrad");
  }
  if (seed === null) {
    if (sizeOf(shape) === 1) return Tensor.of(constant(1, dtype)).expand(shape);
    const hint = "reduce it with mean() or sum(), or pass gradOutputs";
    throw expected("grad", "a scalar output", shape, hint);
  }
  if (sameShape(seed.shape, shape)) return seed;
  const what = `gradOutputs of shape ${JSON.stringify(shape)}`;
  throw expected("grad", what, seed.shape, "pass one value an element");
}
