import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import type { Module } from "../../src/nn/index.ts";
import { realize, type Tensor } from "../../src/tensor/index.ts";
import { assertClose, golden, make, type Packed, unpack } from "./golden.ts";

interface LayerCase {
  readonly x: Packed;
  readonly weights: Packed;
  readonly out: Packed;
  readonly state: Readonly<Record<string, Packed>>;
  readonly gradX: Packed;
  readonly grads: Readonly<Record<string, Packed>>;
}

interface FirstWeight {
  readonly shape: readonly number[];
  readonly sha256: string;
}

/** Golden calls of layers, and what makes our layer of such a call. */
export interface LayerSource {
  readonly cases: Readonly<Record<string, LayerCase>>;
  readonly first: Readonly<Record<string, Record<string, FirstWeight>>>;
  readonly printed: Readonly<Record<string, string>>;
  readonly make: (call: string) => Module;
}

const basic: LayerSource = {
  cases: golden<Pick<LayerSource, "cases">>("layers").cases,
  first: golden<{ cases: LayerSource["first"] }>("init").cases,
  printed: golden<{ cases: LayerSource["printed"] }>("printed").cases,
  make,
};

const of = <Value>(cases: Record<string, Value>, layer: string) =>
  Object.entries(cases).filter(([call]) => call.startsWith(`${layer}(`));

/** Everything that PyTorch's layer of this name shows: first weights, outputs, gradients, its text. */
export function layerSuite(layer: string, source: LayerSource = basic): void {
  const { cases, first, printed, make } = source;
  describe(layer, () => {
    for (const [call, want] of of(cases, layer))
      it(`${call} computes what PyTorch's does`, () => checkLayer(make(call), want));
    for (const [call, want] of of(first, layer))
      it(`${call} starts with PyTorch's weights, bit for bit`, () => checkFirst(make(call), want));
    for (const [call, text] of of(printed, layer))
      it(`${call} prints as PyTorch's`, () => assert.equal(String(make(call)), text));
  });
}

async function checkLayer(module: Module, want: LayerCase): Promise<void> {
  const state = module.stateDict();
  assert.deepEqual([...state.keys()], Object.keys(want.state));
  for (const [name, packed] of Object.entries(want.state)) {
    assert.deepEqual(state.get(name)!.shape, packed.shape);
    assert.deepEqual(state.get(name)!.hostData(), Float32Array.from(packed.data), name);
  }
  const x = unpack(want.x).setRequiresGrad();
  const out = module.forward(x);
  out.mul(unpack(want.weights)).sum().backward();
  const grads = module.namedParameters().map(([name, { grad }]) => [name, grad!] as const);
  await realize(out, x.grad!, ...grads.map(([, grad]) => grad));
  assertClose(out, want.out, 1e-5, "output");
  assertClose(x.grad!, want.gradX, 1e-4, "gradient of x");
  assert.deepEqual(
    grads.map(([name]) => name),
    Object.keys(want.grads),
  );
  for (const [name, grad] of grads) assertClose(grad, want.grads[name]!, 1e-4, `${name}.grad`);
}

function checkFirst(module: Module, want: Readonly<Record<string, FirstWeight>>): void {
  const state = module.stateDict();
  const got = [...state].map(([name, tensor]) => [
    name,
    { shape: tensor.shape, sha256: sha256(tensor) },
  ]);
  assert.deepEqual(Object.fromEntries(got), want);
}

function sha256(tensor: Tensor): string {
  const { buffer, byteOffset, byteLength } = tensor.hostData();
  return createHash("sha256")
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest("hex");
}
