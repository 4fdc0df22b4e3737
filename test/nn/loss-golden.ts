import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as nn from "../../src/nn/index.ts";
import { realize, Tensor, tensor } from "../../src/tensor/index.ts";
import { assertClose, golden, type Packed, unpack } from "./golden.ts";

interface LossCase {
  readonly inputs: readonly (Packed & { readonly dtype?: "int64" })[];
  readonly weights: Packed;
  readonly out: Packed;
  /** One for each input, null where none is wanted. */
  readonly grads: readonly (Packed | null)[];
  readonly state: Readonly<Record<string, Packed>>;
}

type Loss = nn.Module<Tensor[]>;

const { cases } = golden<{ cases: Readonly<Record<string, LossCase>> }>("more-losses");

/** Values, gradients and state of every golden call of a loss. */
export function lossSuite(name: string): void {
  const own = Object.entries(cases).filter(([call]) => call.startsWith(`${name}(`));
  assert.ok(own.length > 1, `golden calls of ${name}`);
  describe(`golden calls of ${name}`, () => {
    for (const [call, want] of own) it(call, () => checkLoss(makeLoss(call), want));
  });
}

/** A prediction and a target that do not fit are refused, and so is an unknown reduction. */
export function refusesOtherShapes(make: (settings?: { reduction: never }) => Loss): void {
  it("refuses to broadcast the target, and reductions that it does not know", () => {
    const [column, row] = [tensor([[0.5], [0.5]]), tensor([0.5, 0.5])];
    assert.throws(() => make().forward(column, row), {
      name: "VisionError",
      message: /expected a target of the input's shape \[2,1\], got \[2\]; reshape\(\)/,
    });
    assert.throws(() => make({ reduction: "avg" as never }), /reduction to be one of mean, sum/);
  });
}

async function checkLoss(loss: Loss, want: LossCase): Promise<void> {
  const state = loss.stateDict();
  assert.deepEqual([...state.keys()], Object.keys(want.state));
  for (const [key, packed] of Object.entries(want.state))
    assertClose(state.get(key)!, packed, 0, key);
  const inputs = want.inputs.map((packed, i) => {
    if (packed.dtype === "int64")
      return Tensor.fromData(BigInt64Array.from(packed.data, BigInt), packed.shape);
    return unpack(packed).setRequiresGrad(want.grads[i] !== null);
  });
  const out = loss.forward(...inputs);
  out.mul(unpack(want.weights)).sum().backward();
  await realize(out, ...inputs.flatMap(({ grad }) => grad ?? []));
  assertClose(out, want.out, 1e-5, "loss");
  want.grads.forEach((grad, i) => {
    if (grad !== null) assertClose(inputs[i]!.grad!, grad, 1e-4, `gradient of input ${i}`);
  });
}

// W(n) of the golden calls.
const halves = (n: number) => tensor(Array.from({ length: n }, (_, i) => (i + 1) / 2));

/** Our loss of a PyTorch call: named arguments are options in camelCase. */
function makeLoss(call: string): Loss {
  const [, name, text] = /^(\w+)\((.*)\)$/.exec(call) ?? assert.fail(`not a call: ${call}`);
  const options = (text === "" ? [] : text!.split(", ")).map((part) => {
    const [key, value] = part.split("=") as [string, string];
    const camel = key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [camel, value.startsWith("W") ? halves(Number(value.slice(2, -1))) : word(value)];
  });
  const Losses = nn as unknown as Record<string, new (options: object) => Loss>;
  const Loss = Losses[name!] ?? assert.fail(`no loss ${name}`);
  return new Loss(Object.fromEntries(options));
}

function word(python: string): unknown {
  return python === "True" ? true : JSON.parse(python);
}
