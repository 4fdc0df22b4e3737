import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Module } from "../../src/nn/index.ts";
import { realize, Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { fill, unit } from "./fill.ts";

/** One module's golden output and gradients. */
export interface SwinCase {
  readonly version: 1 | 2;
  readonly window: readonly [number, number];
  readonly shift: readonly [number, number];
  readonly input: readonly number[];
  readonly names: readonly string[];
  readonly shape: readonly number[];
  readonly output: readonly number[];
  readonly norms: Readonly<Record<string, number>>;
}

/** What `fixtures/golden/swin/make.py` wrote. */
export const swinGolden = JSON.parse(
  readFileSync(fixture("golden", "swin", "golden.json"), "utf8"),
) as {
  readonly attention: readonly SwinCase[];
  readonly coordinates: {
    readonly window: readonly [number, number];
    readonly table: readonly number[];
  };
  readonly merging: readonly SwinCase[];
};

/** Holds a module to its golden numbers. */
export async function assertSwinCase(module: Module, golden: SwinCase): Promise<void> {
  assert.deepEqual([...module.stateDict().keys()], golden.names);
  fill(module);
  const x = of("input", golden.input).setRequiresGrad();
  const out = module.eval().forward(x);
  assert.deepEqual(out.shape, golden.shape);
  out.mul(of("loss", golden.shape)).sum().backward();
  const leaves = [...module.namedParameters(), ["input", x] as const];
  await realize(out, ...leaves.map(([, { grad }]) => grad!));
  Array.from(out.hostData(), Number).forEach((value, i) => {
    const want = golden.output[i]!;
    assert.ok(Math.abs(value - want) < 1e-5, `${i}: ${value} instead of ${want}`);
  });
  const largest = Math.max(...Object.values(golden.norms));
  for (const [name, { grad }] of leaves) {
    const norm = Math.hypot(...Array.from(grad!.hostData(), Number));
    const want = golden.norms[name]!;
    assert.ok(Math.abs(norm - want) <= 1e-5 * largest, `${name}: ${norm} instead of ${want}`);
  }
}

function of(name: string, shape: readonly number[]): Tensor {
  const count = shape.reduce((a, b) => a * b, 1);
  return Tensor.fromData(Float32Array.from(unit(name, count)), shape);
}
