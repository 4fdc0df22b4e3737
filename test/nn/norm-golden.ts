import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  BatchNorm1d,
  BatchNorm2d,
  Dropout2d,
  GroupNorm,
  InstanceNorm2d,
  LayerNorm,
  LocalResponseNorm,
  type Module,
  StochasticDepth,
} from "../../src/nn/index.ts";
import { realize, type Tensor } from "../../src/tensor/index.ts";
import { assertClose, golden, type Packed, unpack } from "./golden.ts";

interface Step {
  readonly x: Packed;
  readonly weights: Packed;
  readonly out: Packed;
  readonly gradX: Packed;
  readonly after: Readonly<Record<string, Packed>>;
}

interface Case {
  readonly state: Readonly<Record<string, Packed>>;
  readonly steps: readonly (Step & { readonly grads: Readonly<Record<string, Packed>> })[];
  readonly eval: Case["steps"][number];
}

interface Golden {
  readonly cases: Readonly<Record<string, Case>>;
  readonly far: Readonly<Record<string, Step>>;
  readonly printed: Readonly<Record<string, string>>;
}

const { cases, far, printed } = golden<Golden>("norm");

const makers: Readonly<Record<string, () => Module>> = {
  "BatchNorm1d(3)": () => new BatchNorm1d(3),
  "BatchNorm1d(2, eps=0.001, momentum=0.3)": () => new BatchNorm1d(2, { eps: 1e-3, momentum: 0.3 }),
  "BatchNorm1d(3, affine=False)": () => new BatchNorm1d(3, { affine: false }),
  "BatchNorm2d(2)": () => new BatchNorm2d(2),
  "BatchNorm2d(3)": () => new BatchNorm2d(3),
  "BatchNorm2d(4, eps=1e-3, momentum=0.01)": () =>
    new BatchNorm2d(4, { eps: 1e-3, momentum: 0.01 }),
  "BatchNorm2d(2, momentum=None)": () => new BatchNorm2d(2, { momentum: null }),
  "BatchNorm2d(2, affine=False)": () => new BatchNorm2d(2, { affine: false }),
  "BatchNorm2d(20, track_running_stats=False)": () =>
    new BatchNorm2d(20, { trackRunningStats: false }),
  "InstanceNorm2d(2)": () => new InstanceNorm2d(2),
  "InstanceNorm2d(3)": () => new InstanceNorm2d(3),
  "InstanceNorm2d(2, affine=True, eps=0.001)": () =>
    new InstanceNorm2d(2, { affine: true, eps: 1e-3 }),
  "InstanceNorm2d(2, track_running_stats=True, momentum=0.3)": () =>
    new InstanceNorm2d(2, { trackRunningStats: true, momentum: 0.3 }),
  "InstanceNorm2d(2, affine=True)": () => new InstanceNorm2d(2, { affine: true }),
  "LayerNorm(6)": () => new LayerNorm(6),
  "LayerNorm(8)": () => new LayerNorm(8),
  "LayerNorm(5, eps=1e-6)": () => new LayerNorm(5, { eps: 1e-6 }),
  "LayerNorm((3, 4))": () => new LayerNorm([3, 4]),
  "LayerNorm((4,), elementwise_affine=False)": () =>
    new LayerNorm([4], { elementwiseAffine: false }),
  "LayerNorm((2, 3, 4))": () => new LayerNorm([2, 3, 4]),
  "GroupNorm(2, 4)": () => new GroupNorm(2, 4),
  "GroupNorm(1, 3, eps=0.001)": () => new GroupNorm(1, 3, { eps: 1e-3 }),
  "GroupNorm(3, 3)": () => new GroupNorm(3, 3),
  "GroupNorm(2, 6, affine=False)": () => new GroupNorm(2, 6, { affine: false }),
  "LocalResponseNorm(3)": () => new LocalResponseNorm(3),
  "LocalResponseNorm(5, alpha=0.1, beta=0.5, k=2.)": () =>
    new LocalResponseNorm(5, { alpha: 0.1, beta: 0.5, k: 2 }),
  "LocalResponseNorm(2, alpha=1., beta=0.75)": () => new LocalResponseNorm(2, { alpha: 1 }),
  "Dropout2d(0.25)": () => new Dropout2d(0.25),
  "Dropout2d()": () => new Dropout2d(),
  'StochasticDepth(0.2, "row")': () => new StochasticDepth(0.2, "row"),
  'StochasticDepth(0.5, mode="batch")': () => new StochasticDepth(0.5, "batch"),
};

function make(call: string): Module {
  const maker = makers[call];
  assert.ok(maker, `no maker for ${call}`);
  return maker();
}

const of = <Value>(table: Record<string, Value>, layer: string) =>
  Object.entries(table).filter(([call]) => call.startsWith(`${layer}(`));

/** What PyTorch's layer of this name computes over three training steps and in `eval`, and its text. */
export function normSuite(layer: string): void {
  describe(layer, () => {
    for (const [call, want] of of(cases, layer))
      it(`${call} computes what PyTorch's does, step after step`, () => checkSteps(call, want));
    for (const [call, want] of of(far, layer))
      it(`${call} keeps its digits where the mean is large`, () => checkFar(make(call), want));
    for (const [call, text] of of(printed, layer))
      it(`${call} prints as PyTorch's`, () => assert.equal(String(make(call)), text));
  });
}

async function checkSteps(call: string, want: Case): Promise<void> {
  const module = make(call);
  assert.deepEqual([...module.stateDict().keys()], Object.keys(want.state));
  for (const [name, tensor] of module.namedParameters()) {
    const first = new Set(Array.from(tensor.hostData(), Number));
    assert.deepEqual([...first], [name === "weight" ? 1 : 0], name);
    tensor.assign(unpack(want.state[name]!));
  }
  for (const [name, packed] of Object.entries(want.state))
    assertClose(module.stateDict().get(name)!, packed, 1e-7, name);
  for (const step of want.steps) await checkStep(module, step);
  await checkStep(module.eval(), want.eval);
}

async function checkStep(module: Module, want: Case["steps"][number]): Promise<void> {
  module.zeroGrad();
  const { out, gradX } = run(module, want);
  const grads = module.namedParameters().map(([name, { grad }]) => [name, grad!] as const);
  await realize(out, gradX, ...grads.map(([, grad]) => grad));
  assertClose(out, want.out, 1e-5, "output");
  assertClose(gradX, want.gradX, 1e-4, "gradient of x");
  for (const [name, grad] of grads) assertClose(grad, want.grads[name]!, 1e-4, `${name}.grad`);
  // In memory already: they were computed with the output.
  for (const [name, packed] of Object.entries(want.after))
    assertClose(module.stateDict().get(name)!, packed, 1e-5, name);
}

// A mean of 1000 leaves single precision three digits less. E[x^2] - E[x]^2 would be off by a tenth.
async function checkFar(module: Module, want: Step): Promise<void> {
  const { out, gradX } = run(module, want);
  await realize(out, gradX);
  assertClose(out, want.out, 2e-4, "output");
  assertClose(gradX, want.gradX, 2e-4, "gradient of x");
  for (const [name, packed] of Object.entries(want.after))
    assertClose(module.stateDict().get(name)!, packed, 1e-5, name);
}

function run(module: Module, want: Step): { out: Tensor; gradX: Tensor } {
  const x = unpack(want.x).setRequiresGrad();
  const out = module.forward(x);
  out.mul(unpack(want.weights)).sum().backward();
  return { out, gradX: x.grad! };
}
