import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { realize, type Shape, Tensor } from "../../src/tensor/index.ts";
import { sizeOf } from "../../src/tensor/shape.ts";
import { fixture } from "../support/paths.ts";
import { assertNear } from "./ops/op-suite.ts";

interface Golden {
  readonly cases: Readonly<Record<string, GoldenCase>>;
}

interface GoldenCase {
  readonly shape: Shape;
  readonly dtype: string;
  readonly out: readonly (number | boolean)[];
  readonly grad?: readonly number[];
}

/** Different numbers, exact in float32: the input of the golden calls. */
export function numbers(shape: Shape): Tensor {
  return filled(shape, (i) => ((7 * i) % 11) - 5 + i / 16);
}

function filled(shape: Shape, at: (i: number) => number): Tensor {
  return Tensor.fromData(
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => at(i)),
    shape,
  );
}

/** Runs calls on x [3, 4, 5], and holds values and gradients to PyTorch's of the same name in a golden file. */
export function goldenSuite(
  file: string,
  calls: Readonly<Record<string, (x: Tensor) => Tensor>>,
): void {
  const { cases }: Golden = JSON.parse(readFileSync(fixture("golden", "tensor", file), "utf8"));
  it("there is a call for each golden case", () => {
    assert.deepEqual(Object.keys(calls).sort(), Object.keys(cases).sort());
  });
  for (const [name, call] of Object.entries(calls)) {
    it(name, () => check(cases[name]!, call));
  }
}

async function check({ shape, dtype, out, grad }: GoldenCase, call: (x: Tensor) => Tensor) {
  const x = numbers([3, 4, 5]).setRequiresGrad();
  const y = call(x);
  assert.deepEqual([y.shape, y.dtype], [shape, dtype]);
  await realize(y);
  assertNear(y, out.map(Number), 1e-5);
  assert.equal(y.requiresGrad, grad !== undefined);
  if (grad === undefined) return;
  y.mul(filled(shape, (i) => ((5 * i) % 7) - 3))
    .sum()
    .backward();
  await realize(x.grad!);
  assertNear(x.grad!, grad, 1e-4, "gradient");
}
