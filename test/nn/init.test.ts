import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { defaultBias, defaultWeight, fans, init, parameter } from "../../src/nn/index.ts";
import { manualSeed, type Tensor, zeros } from "../../src/tensor/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { assertClose, golden, type Packed } from "./golden.ts";

// Bit for bit equality with PyTorch's first weights: layer-suite.ts.
describe("first weights", () => {
  it("counts what a unit takes in and gives out", () => {
    assert.deepEqual(fans([5, 10]), { fanIn: 10, fanOut: 5 });
    assert.deepEqual(fans([6, 3, 5, 4]), { fanIn: 60, fanOut: 120 });
  });

  it("lie within 1/sqrt(fanIn), near the bound too", () => {
    const drawn = [defaultWeight([100, 25], new Rng(1)), defaultBias(1000, [1000, 25], new Rng(1))];
    for (const tensor of drawn) {
      const sizes = [...tensor.hostData()].map((value) => Math.abs(Number(value)));
      const largest = Math.max(...sizes);
      assert.ok(largest <= 0.2000001 && largest > 0.19, `${largest}`);
    }
  });
});

interface Golden {
  readonly exact: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly sha256: string }>
  >;
  readonly close: Readonly<Record<string, Packed>>;
  readonly gains: Readonly<Record<string, number>>;
}

const want = golden<Golden>("init-functions");

// The calls of the golden files.
const calls: Readonly<Record<string, (weight: Tensor) => Tensor>> = {
  uniform: (w) => init.uniform(w, -0.5, 2),
  normal: (w) => init.normal(w, 0.5, 2),
  "normal of a block": (w) => init.normal(w),
  "normal of few": (w) => init.normal(w, 1, 3),
  "normal of many": (w) => init.normal(w),
  constant: (w) => init.constant(w, 0.1),
  ones: (w) => init.ones(w),
  zeros: (w) => init.zeros(w),
  xavierUniform: (w) => init.xavierUniform(w, { gain: init.calculateGain("tanh") }),
  xavierNormal: (w) => init.xavierNormal(w),
  kaimingUniform: (w) => init.kaimingUniform(w, { a: 0.3, mode: "fanOut" }),
  kaimingNormal: (w) => init.kaimingNormal(w, { mode: "fanOut", nonlinearity: "relu" }),
  "kaimingNormal by default": (w) => init.kaimingNormal(w),
  truncNormal: (w) => init.truncNormal(w, { mean: 0.5, std: 0.7, low: -1, high: 1.5 }),
  "truncNormal by default": (w) => init.truncNormal(w),
  "orthogonal wide": (w) => init.orthogonal(w, { gain: 2 }),
  "orthogonal high": (w) => init.orthogonal(w),
  "orthogonal square": (w) => init.orthogonal(w),
};

function first(name: string, shape: readonly number[]): Tensor {
  manualSeed(7);
  const weight = parameter(zeros(shape));
  assert.equal(calls[name]!(weight), weight);
  assert.ok(weight.requiresGrad);
  return weight;
}

describe("functions for first weights", () => {
  for (const [name, { shape, sha256 }] of Object.entries(want.exact)) {
    it(`${name}: PyTorch's numbers, bit for bit`, () => {
      const data = first(name, shape).hostData() as Float32Array;
      assert.equal(createHash("sha256").update(data).digest("hex"), sha256);
    });
  }
  for (const [name, packed] of Object.entries(want.close)) {
    it(`${name}: PyTorch's numbers`, () =>
      assertClose(first(name, packed.shape), packed, 1e-5, name));
  }

  it("orthogonal rows have length gain and stand at right angles", async () => {
    const w = first("orthogonal wide", [4, 3, 2]).reshape([4, 6]);
    const product = (await w.matmul(w.t()).toArray()) as number[][];
    const errors = product.flatMap((row, i) =>
      row.map((value, j) => Math.abs(value - (i === j ? 4 : 0))),
    );
    assert.ok(Math.max(...errors) < 1e-5, `${errors}`);
  });

  it("gains are PyTorch's", () => {
    for (const [name, gain] of Object.entries(want.gains)) {
      const ours = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      assert.equal(init.calculateGain(ours as "relu"), gain, name);
    }
    assert.throws(
      () => init.calculateGain("gelu" as never),
      /calculateGain: expected nonlinearity/,
    );
  });

  it("refuse weights without fans and other numbers", () => {
    const w = zeros([2, 2]);
    assert.throws(() => init.kaimingNormal(zeros([3])), {
      message:
        "init.kaimingNormal: expected a weight of two dimensions or more, got [3]; use uniform or normal",
    });
    assert.throws(() => init.orthogonal(zeros([3])), /orthogonal/);
    assert.throws(() => init.normal(w, 0, -1), /std/);
    assert.throws(() => init.uniform(w, 2, 1), /high/);
    assert.throws(() => init.kaimingUniform(w, { mode: "fan" as never }), /mode/);
    assert.throws(() => init.zeros(zeros([2], { dtype: "int64" })), /float32/);
  });
});
