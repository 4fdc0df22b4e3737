import { it } from "node:test";
import { functional as F } from "../../src/nn/index.ts";
import { realize, Tensor, tensor } from "../../src/tensor/index.ts";
import { assertEdges, type Spelled, spelled } from "../support/edges.ts";
import { golden } from "./golden.ts";

const functions = {
  cross_entropy: F.crossEntropy,
  nll_loss: F.nllLoss,
  kl_div: F.klDiv,
  binary_cross_entropy: F.binaryCrossEntropy,
  binary_cross_entropy_with_logits: F.binaryCrossEntropyWithLogits,
};

interface Edge {
  readonly function: keyof typeof functions;
  readonly input: readonly Spelled[];
  readonly shape: readonly number[];
  readonly target: readonly Spelled[];
  readonly soft: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly out: readonly Spelled[];
  readonly gradInput: readonly Spelled[];
  readonly gradTarget: readonly Spelled[] | null;
}

const { cases } = golden<{ cases: Readonly<Record<string, Edge>> }>("loss-edges");

/** Values and gradients of PyTorch's losses where numbers are infinite, NaN, 0 or 1. */
export function lossEdges(names: readonly (keyof typeof functions)[]): void {
  for (const [name, edge] of Object.entries(cases)) {
    if (!names.includes(edge.function)) continue;
    it(`${edge.function}: ${name} is PyTorch's`, () => check(edge));
  }
}

async function check(edge: Edge): Promise<void> {
  const numbers = edge.target.map(spelled);
  const target = edge.soft
    ? Tensor.fromData(Float32Array.from(numbers), edge.shape)
    : tensor(numbers, { dtype: "int64" });
  const inputs = [Tensor.fromData(Float32Array.from(edge.input, spelled), edge.shape), target];
  for (const leaf of edge.soft ? inputs : inputs.slice(0, 1)) leaf.setRequiresGrad();
  const call = functions[edge.function] as (x: Tensor, y: Tensor, settings: object) => Tensor;
  const out = call(inputs[0]!, inputs[1]!, settingsOf(edge));
  out.sum().backward();
  await realize(out, ...inputs.flatMap(({ grad }) => grad ?? []));
  assertEdges(out, edge.out, 1e-6, "loss");
  assertEdges(inputs[0]!.grad!, edge.gradInput, 1e-6, "gradient");
  if (edge.soft) assertEdges(inputs[1]!.grad!, edge.gradTarget!, 1e-6, "gradient of the target");
}

function settingsOf({ settings }: Edge): object {
  const pairs = Object.entries(settings).map(([key, value]) => [
    key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    key === "weight" ? tensor(value as number[]) : value,
  ]);
  return Object.fromEntries(pairs);
}
