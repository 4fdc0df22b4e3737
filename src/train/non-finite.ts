import type { Module } from "../nn/index.ts";
import { isFloating, realize, Tensor } from "../tensor/index.ts";
import { VisionError } from "../util/errors.ts";

type Node = Tensor["node"];

/** A recorded forward pass: what went in, what came out, and the graph between, taken before the pass is computed. */
export interface ForwardPass {
  readonly images: Tensor;
  readonly logits: Tensor;
  readonly inputs: readonly Node[];
}

/** Keeps hold of the graph behind `logits`, which the engine lets go once it has computed them. */
export function forwardPass(images: Tensor, logits: Tensor): ForwardPass {
  return { images, logits, inputs: logits.node.inputs };
}

/** The name of the first tensor that holds NaN or infinity. Shapes: any, in memory. */
export function nonFiniteAmong(
  tensors: ReadonlyMap<string, Tensor> | readonly (readonly [string, Tensor])[],
): string | undefined {
  for (const [name, tensor] of tensors) if (hasNonFinite(tensor)) return name;
  return undefined;
}

/** Throws (code NOT_FINITE) where a tensor holds NaN or infinity. Shapes: any, in memory. */
export function refuseNonFinite(
  tensors: Parameters<typeof nonFiniteAmong>[0],
  { what, hint }: { readonly what: string; readonly hint: string },
): void {
  const bad = nonFiniteAmong(tensors);
  if (bad === undefined) return;
  const got = `NaN or infinity in ${bad}`;
  throw new VisionError({
    code: "NOT_FINITE",
    who: "Trainer.fit",
    expected: `finite ${what}`,
    got,
    hint,
  });
}

/**
 * Says where numbers stop being finite in a forward pass: in the images, in a parameter, or in the first operation.
 * The pass is computed again from the values that it was recorded with (the same dropout), layer by layer.
 */
export async function firstNonFinite(model: Module, pass: ForwardPass): Promise<string> {
  await realize(pass.images);
  if (hasNonFinite(pass.images)) return "the input images hold NaN or infinity";
  const parameter = nonFiniteAmong(model.namedParameters());
  if (parameter !== undefined) return `parameter ${parameter} holds NaN or infinity`;
  const { node } = pass.logits;
  const order = [...operations(pass.inputs), node];
  const inputs = new Map(order.map((one) => [one, one === node ? pass.inputs : one.inputs]));
  const tensors = order.map(Tensor.of);
  await realize(...tensors);
  const bad = order.find((_, i) => hasNonFinite(tensors[i]!));
  if (bad === undefined) return "every layer's output is finite; the loss itself is not";
  const place = placeOf(bad, inputs, model);
  return `the output of ${bad.kind} in ${place} is the first with NaN or infinity`;
}

/** Turns an optimizer's refusal of a loss that is not finite into one with all that helps to find out why. */
export async function explainNonFinite(
  error: unknown,
  {
    model,
    pass,
    place,
  }: { readonly model: Module; readonly pass: ForwardPass; readonly place: string },
): Promise<unknown> {
  if (!(error instanceof VisionError) || error.code !== "NOT_FINITE") return error;
  const reason = await firstNonFinite(model, pass);
  return new VisionError({
    code: "NOT_FINITE",
    who: "Trainer.fit",
    expected: `a finite loss at ${place}`,
    got: error.got,
    hint: `${reason}; nothing was updated: lower the learning rate or check these samples`,
    cause: error,
  });
}

// The layer is named by its parameters. One goes in as it is, or after one operation such as a transposition.
function placeOf(bad: Node, inputs: ReadonlyMap<Node, readonly Node[]>, model: Module): string {
  const names = new Map(model.namedParameters().map(([name, tensor]) => [tensor.node, name]));
  const parametersOf = (node: Node) =>
    (inputs.get(node) ?? []).flatMap((input) => names.get(input) ?? []);
  const used = new Set([...parametersOf(bad), ...inputs.get(bad)!.flatMap(parametersOf)]);
  return used.size > 0 ? `the layer of ${[...used].join(" and ")}` : "a layer without parameters";
}

// Operations behind nodes, inputs first.
function operations(roots: readonly Node[]): Node[] {
  const seen = new Set<Node>();
  const order: Node[] = [];
  const stack: { node: Node | undefined; inputs: readonly Node[]; next: number }[] = [
    { node: undefined, inputs: roots, next: 0 },
  ];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const input = top.inputs[top.next++];
    if (input === undefined) {
      if (top.node !== undefined) order.push(top.node);
      stack.pop();
    } else if (input.op !== undefined && !seen.has(input)) {
      seen.add(input);
      stack.push({ node: input, inputs: input.inputs, next: 0 });
    }
  }
  return order;
}

function hasNonFinite(tensor: Tensor): boolean {
  if (!isFloating(tensor.dtype)) return false;
  for (const value of tensor.hostData() as Float32Array) if (!Number.isFinite(value)) return true;
  return false;
}
