import type { Module } from "../nn/index.ts";
import { noGrad, realize, Tensor } from "../tensor/index.ts";

type Node = Tensor["node"];

/**
 * Says where numbers stop being finite in a forward pass of `images`: the images, a parameter, or the first operation.
 * Runs the model once more; parameters are not touched.
 */
export async function firstNonFinite(model: Module, images: Tensor): Promise<string> {
  await realize(images);
  if (hasNonFinite(images)) return "the input images hold NaN or infinity";
  const names = new Map(model.namedParameters().map(([name, tensor]) => [tensor.node, name]));
  for (const [name, tensor] of model.namedParameters()) {
    if (hasNonFinite(tensor)) return `parameter ${name} holds NaN or infinity`;
  }
  const order = operations(noGrad(() => model.forward(images)).node);
  const inputs = new Map(order.map((node) => [node, node.inputs]));
  const tensors = order.map(Tensor.of);
  await realize(...tensors);
  const bad = order.find((_, i) => hasNonFinite(tensors[i]!));
  if (bad === undefined) return "every layer's output is finite; the loss itself is not";
  // A parameter goes in as it is, or transposed.
  const parametersOf = (node: Node) =>
    (inputs.get(node) ?? []).flatMap((input) => names.get(input) ?? []);
  const used = [...parametersOf(bad), ...inputs.get(bad)!.flatMap(parametersOf)];
  const place =
    used.length > 0 ? `the layer of ${used.join(" and ")}` : `a layer without parameters`;
  return `the output of ${bad.kind} in ${place} is the first with NaN or infinity`;
}

// Operations behind a node, inputs first.
function operations(root: Node, seen: Set<Node> = new Set(), order: Node[] = []): Node[] {
  const stack: { node: Node; next: number }[] = [{ node: root, next: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const input = top.node.inputs[top.next++];
    if (input === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (input.op !== undefined && !seen.has(input)) {
      seen.add(input);
      stack.push({ node: input, next: 0 });
    }
  }
  return order;
}

function hasNonFinite(tensor: Tensor): boolean {
  return tensor.hostData().some((value: number | bigint) => !Number.isFinite(Number(value)));
}
