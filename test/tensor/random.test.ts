import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import {
  bernoulli,
  full,
  linspace,
  manualSeed,
  normal,
  type RandomOptions,
  rand,
  randint,
  randn,
  randperm,
  type Tensor,
  uniform,
  zeros,
} from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

interface Golden {
  readonly seed: number;
  readonly drawn: Readonly<Record<string, readonly number[]>>;
}

const { seed, drawn } = JSON.parse(
  readFileSync(fixture("golden", "tensor", "random.json"), "utf8"),
) as Golden;

const dtype = "float64";

const calls: Readonly<Record<string, (options: RandomOptions) => readonly Tensor[]>> = {
  rand: (options) => [rand([2, 3], options)],
  rand64: (options) => [rand([4], { ...options, dtype })],
  randn15: (options) => [randn([15], options)],
  randn16: (options) => [randn([16], options)],
  randn20: (options) => [randn([4, 5], options)],
  randn5of64: (options) => [randn([5], { ...options, dtype })],
  randn18of64: (options) => [randn([18], { ...options, dtype })],
  randnTwice: (options) => [randn([3], options), randn([2], options)],
  normal17: (options) => [normal(2, 3, [17], options)],
  randint: (options) => [randint(-5, 100, [8], options)],
  randperm: (options) => [randperm(9, options)],
  bernoulli: (options) => [bernoulli(linspace(0.05, 0.95, 12), options)],
  bernoulli64: (options) => [bernoulli(linspace(0.05, 0.95, 12, { dtype }), options)],
};

describe("random tensors", () => {
  for (const [name, want] of Object.entries(drawn)) {
    it(`${name}: torch's numbers for an equal seed`, async () => {
      const got: number[] = [];
      for (const tensor of calls[name]!({ rng: new Rng(seed) }))
        got.push(...Array.from((await tensor.data()) as ArrayLike<number | bigint>, Number));
      assert.equal(got.length, want.length);
      got.forEach((value, i) => {
        const distance = Math.abs(value - want[i]!);
        // torch's logarithm and cosine of float32 are approximate where it computes eight at a time.
        assert.ok(distance <= 2e-6 * Math.max(1, Math.abs(want[i]!)), `${value} ${want[i]}`);
      });
    });
  }

  it("draw from the seeded generator when none is given", () => {
    manualSeed(4);
    assert.deepEqual(rand([5]).hostData(), uniform([5], 0, 1, new Rng(4)).hostData());
    const next = randn([2]).hostData();
    manualSeed(4);
    assert.notDeepEqual(randn([2]).hostData(), next);
  });

  it("uniform draws in range, from its generator or the seeded one", () => {
    const values = uniform([100], -2, 3, new Rng(4));
    assert.ok([...values.hostData()].every((value) => value >= -2 && value < 3));
    manualSeed(4);
    assert.deepEqual(uniform([100], -2, 3).hostData(), values.hostData());
    assert.notDeepEqual(uniform([100], -2, 3).hostData(), values.hostData());
  });

  it("take shape, element type and gradient", () => {
    assert.deepEqual(rand([0, 2]).shape, [0, 2]);
    assert.equal(randn([1], { requiresGrad: true }).requiresGrad, true);
    const whole = randint(3, [2, 2], { dtype: "uint8" });
    assert.deepEqual([whole.shape, whole.dtype], [[2, 2], "uint8"]);
    assert.equal(randperm(3).dtype, "int64");
  });

  it("refuse what they cannot draw", () => {
    assert.throws(() => rand([2], { dtype: "int64" }), {
      message: 'rand: expected float32 or float64, got "int64"; convert the result with .to()',
    });
    assert.throws(() => randint(3, 3, [1]), /^VisionError: randint: expected high to be a whole/);
    assert.throws(() => normal(0, -1, [1]), /^VisionError: normal: expected std/);
    assert.throws(() => randn([-1]), /whole numbers >= 0/);
    assert.throws(() => randperm(-1), /^VisionError: randperm: expected n/);
    assert.throws(() => bernoulli(zeros([1], { dtype: "int64" })), /floating-point probabilities/);
  });

  it("bernoulli is sure at 0 and 1, and passes no gradient", async () => {
    assert.deepEqual(await bernoulli(full([3], 1)).toArray(), [1, 1, 1]);
    assert.deepEqual(await bernoulli(zeros([3])).toArray(), [0, 0, 0]);
    assert.equal(bernoulli(full([3], 0.5, { requiresGrad: true })).requiresGrad, false);
  });
});
