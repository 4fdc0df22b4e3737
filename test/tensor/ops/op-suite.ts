import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isFloating } from "../../../src/tensor/dtype.ts";
import {
  type Attrs,
  applyOp,
  type Op,
  realize,
  type Tensor,
  zeros,
} from "../../../src/tensor/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { between, type Numbers, toTensor } from "./arrays.ts";
import { derivative, secondDerivative, weightedSum } from "./finite-differences.ts";

/** One call of an operation and what it must give. */
export interface Sample {
  readonly attrs?: Attrs;
  /** Makes the inputs; without ties and kinks, unless `gradient` is false. */
  readonly inputs: (rng: Rng) => readonly Numbers[];
  /** The operation in plain loops in double precision. */
  readonly reference: (inputs: readonly Numbers[], attrs: Attrs) => Numbers;
  /** False where the derivative does not exist, or is tested on its own. */
  readonly gradient?: boolean;
  /** Whether to check the derivative of the derivative. */
  readonly second?: boolean;
}

/** Runs every sample of a family; each of its operations must have some. */
export function opSuite(
  family: Readonly<Record<string, Op<never>>>,
  samples: Readonly<Record<string, readonly Sample[]>>,
): void {
  for (const [name, op] of Object.entries(family)) {
    describe(name, () => {
      it("bears its name, and a reason where it has no gradient", () => {
        assert.equal(op.name, name);
        assert.ok(op.noGradient === undefined || op.noGradient.length > 20, op.noGradient);
        assert.ok((samples[name]?.length ?? 0) >= 3, "fewer than three samples");
      });
      samples[name]?.forEach((sample, i) => {
        const shapes = sample.inputs(new Rng(0)).map(({ shape }) => `[${shape}]`);
        const attrs = sample.attrs === undefined ? "" : ` ${JSON.stringify(sample.attrs)}`;
        it(`${shapes.join(" ")}${attrs}`, () => runSample(op as Op, sample, 100 + i));
      });
    });
  }
}

/** Checks type, values, gradient and, where asked for, the second derivative of one sample. */
export async function runSample(op: Op, sample: Sample, seed: number): Promise<void> {
  const rng = new Rng(seed);
  const inputs = sample.inputs(rng);
  const attrs = sample.attrs ?? {};
  const reference = (values: readonly Numbers[]) => sample.reference(values, attrs);
  const want = reference(inputs);
  const tensors = inputs.map(toTensor);
  const out = applyOp(op, tensors, attrs);
  await checkValues(out, want);
  if (op.noGradient !== undefined || sample.gradient === false) return;
  if (!inputs.some(({ dtype }) => isFloating(dtype))) return;
  const weights = between(rng, want.shape, -1, 1);
  await checkGradient(op, attrs, inputs, reference, weights);
  if (sample.second) await checkSecond(op, attrs, inputs, reference, weights, rng);
}

async function checkValues(out: Tensor, want: Numbers): Promise<void> {
  assert.deepEqual([out.shape, out.dtype], [want.shape, want.dtype], "declared type");
  await out.data(); // throws where the runtime's type is another than the declared one
  assertNear(out, want.data, 1e-5, "value");
}

async function checkGradient(
  op: Op,
  attrs: Attrs,
  inputs: readonly Numbers[],
  reference: (inputs: readonly Numbers[]) => Numbers,
  weights: Numbers,
): Promise<void> {
  const leaves = wanted(inputs);
  applyOp(op, leaves, attrs).mul(toTensor(weights)).sum().backward();
  await realize(...leaves.flatMap(({ grad }) => grad ?? []));
  const numeric = derivative((values) => weightedSum(reference(values), weights), inputs);
  leaves.forEach((leaf, i) => {
    if (!leaf.requiresGrad) return;
    assert.ok(leaf.grad, `input ${i} got no gradient`);
    assert.deepEqual(leaf.grad.shape, leaf.shape);
    assert.equal(leaf.grad.dtype, leaf.dtype);
    assertNear(leaf.grad, numeric[i]!, 1e-4, `gradient of input ${i}`);
  });
}

// h = sum over inputs of (df/dx v): its gradient against nested central differences of f.
async function checkSecond(
  op: Op,
  attrs: Attrs,
  inputs: readonly Numbers[],
  reference: (inputs: readonly Numbers[]) => Numbers,
  weights: Numbers,
  rng: Rng,
): Promise<void> {
  const leaves = wanted(inputs);
  applyOp(op, leaves, attrs).mul(toTensor(weights)).sum().backward({ createGraph: true });
  // Whole numbers, such as an index, stay where they are.
  const along = inputs.map(({ shape, dtype }) =>
    isFloating(dtype) ? between(rng, shape, -1, 1) : between(rng, shape, 0, 0),
  );
  const parts = leaves.flatMap(({ grad, requiresGrad }, i) =>
    requiresGrad ? [grad!.mul(toTensor(along[i]!)).sum()] : [],
  );
  for (const leaf of leaves) leaf.zeroGrad();
  const slope = parts.reduce((sum, part) => sum.add(part));
  // A linear operation's gradient does not depend on its input: then the numbers must be zero.
  if (slope.requiresGrad) slope.backward();
  const numeric = secondDerivative(
    (values) => weightedSum(reference(values), weights),
    inputs,
    along,
  );
  await realize(...leaves.flatMap(({ grad }) => grad ?? []));
  leaves.forEach((leaf, i) => {
    const got = leaf.grad ?? zeros(leaf.shape);
    assertNear(got, numeric[i]!, 1e-3, `second gradient of input ${i}`);
  });
}

function wanted(inputs: readonly Numbers[]): Tensor[] {
  return inputs.map((input) => toTensor(input).setRequiresGrad(isFloating(input.dtype)));
}

/** Compares a computed tensor with numbers; `tolerance` is relative, absolute below 1. */
export function assertNear(
  tensor: Tensor,
  want: ArrayLike<number>,
  tolerance: number,
  what = "value",
): void {
  const got = Array.from(tensor.hostData() as ArrayLike<number | bigint>, Number);
  assert.equal(got.length, want.length, `count of ${what}`);
  got.forEach((value, i) => {
    const expected = want[i]!;
    if (Object.is(value, expected)) return;
    const near = Math.abs(value - expected) <= tolerance * Math.max(1, Math.abs(expected));
    assert.ok(near, `${what} ${i}: got ${value}, want ${expected}`);
  });
}
