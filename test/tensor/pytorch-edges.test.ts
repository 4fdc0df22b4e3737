import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { functional as F } from "../../src/nn/index.ts";
import { realize, type Shape, Tensor, tensor } from "../../src/tensor/index.ts";
import { assertEdges, type Spelled, spelled } from "../support/edges.ts";
import { fixture } from "../support/paths.ts";

interface Edge {
  readonly shape: Shape;
  readonly dtype: string;
  readonly out: readonly Spelled[];
  readonly grad?: readonly Spelled[];
}

interface Golden {
  readonly x: { readonly shape: Shape; readonly data: readonly Spelled[] };
  readonly floats: Readonly<Record<string, Edge>>;
  readonly b: boolean[][];
  readonly booleans: Readonly<Record<string, Edge>>;
  readonly z: number[][];
  readonly products: Readonly<Record<string, Edge>>;
}

type Calls = Readonly<Record<string, (x: Tensor) => Tensor | Promise<Tensor>>>;

const text = readFileSync(fixture("golden", "tensor", "edges.json"), "utf8");
const golden: Golden = JSON.parse(text);
const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY];
const m = tensor([[2], [nan], [1], [1], [inf], [-inf]]);
const low = tensor([1, 1, nan, 0]);

const floats: Calls = {
  amax: (x) => x.amax(1),
  "amax 0": (x) => x.amax(0),
  amin: (x) => x.amin(1),
  "amax of all": (x) => x.amax(),
  "amax keepdim": (x) => x.amax([0, 1], true),
  max: (x) => x.max(1).values,
  min: (x) => x.min(1).values,
  "max places": (x) => x.max(1).indices,
  "min places": (x) => x.min(0, true).indices,
  argmax: (x) => x.argmax(1),
  "argmax 0": (x) => x.argmax(0),
  argmin: (x) => x.argmin(1),
  "argmax of all": (x) => x.argmax(),
  "argmin keepdim": (x) => x.argmin(0, true),
  maximum: (x) => x.maximum(m),
  minimum: (x) => x.minimum(m),
  clamp: (x) => x.clamp({ min: 1, max: 2 }),
  "clamp to tensors": (x) => x.clamp({ min: low }),
  "clamp between tensors": (x) => x.clamp({ min: low, max: m }),
  sort: (x) => x.sort(1).values,
  "sorted places": (x) => x.argsort(1),
  "sort down": (x) => x.sort(0, { descending: true }).values,
  "places sorted down": (x) => x.argsort(1, { descending: true }),
  topk: (x) => x.topk(2, 1).values,
  "topk least": (x) => x.topk(3, 1, { largest: false }).values,
  median: (x) => x.median(1).values,
  "median places": (x) => x.median(1).indices,
  "norm inf": (x) => x.detach().norm(inf, 1),
  "norm -inf": (x) => x.detach().norm(-inf, 1),
  relu: (x) => x.relu(),
  hardtanh: (x) => F.hardtanh(x.detach()),
  logsumexp: (x) => x.detach().logsumexp(1),
  softmax: (x) => x.detach().softmax(1),
  any: (x) => x.any(1),
  all: (x) => x.all(1),
  cummax: (x) => x.cummax(1).values,
  "cummax places": (x) => x.cummax(1).indices,
  cummin: (x) => x.cummin(0).values,
  "cummin places": (x) => x.cummin(0).indices,
  cumprod: (x) => x.detach().cumprod(1),
  cumsum: (x) => x.detach().cumsum(1),
  masked: (x) => x.maskedSelect(x.gt(1)),
  "masked by column": (x) => x.maskedSelect(m.eq(1)),
  "masked number": (x) => x.index(0, 0).maskedSelect(m.eq(1)),
  nonzero: (x) => x.nonzero(),
};

const booleans: Calls = {
  amax: (x) => x.amax(1),
  amin: (x) => x.amin(0, true),
  "max of all": (x) => x.max(),
  "min of all": (x) => x.min(),
  max: (x) => x.max(1).values,
  "max places": (x) => x.max(1).indices,
  min: (x) => x.min(1).values,
  "min places": (x) => x.min(1).indices,
  any: (x) => x.any(),
  "any 1": (x) => x.any(1),
  all: (x) => x.all(),
  "all 0": (x) => x.all(0, true),
  sum: (x) => x.sum(),
  "sum 1": (x) => x.sum(1),
  prod: (x) => x.prod(1),
  cumsum: (x) => x.cumsum(1),
  sort: (x) => x.sort(1).values,
  places: (x) => x.argsort(1),
  maximum: (x) => x.maximum(x.select(0, 0)),
  minimum: (x) => x.minimum(x.select(0, 0)),
  square: (x) => x.square(),
  clamp: (x) => x.clamp({ min: 0, max: 1 }),
  sign: (x) => x.sign(),
  cumprod: (x) => x.cumprod(1),
  cummax: (x) => x.cummax(1).values,
  cummin: (x) => x.cummin(1).values,
  "cummax places": (x) => x.cummax(1).indices,
  "cummin places": (x) => x.cummin(1).indices,
  nonzero: (x) => x.nonzero(),
  "nonzero of none": (x) => x.select(0, 1).nonzero(),
  "nonzero of one": (x) => x.index(0, 0).nonzero(),
  masked: (x) => x.maskedSelect(x.select(0, 0)),
  "masked none": (x) => x.maskedSelect(x.select(0, 1)),
};

const products: Calls = {
  cumprod: (x) => x.cumprod(1),
  "cumprod 0": (x) => x.cumprod(0),
  prod: (x) => x.prod(1),
};

function suite(calls: Calls, cases: Readonly<Record<string, Edge>>, input: () => Tensor): void {
  it("there is a call for each golden case", () => {
    assert.deepEqual(Object.keys(calls).sort(), Object.keys(cases).sort());
  });
  for (const [name, call] of Object.entries(calls))
    it(name, () => check(cases[name]!, call, input()));
}

async function check({ shape, dtype, out, grad }: Edge, call: Calls[string], x: Tensor) {
  const y = await call!(x);
  assert.deepEqual([y.shape, y.dtype], [shape, dtype]);
  await realize(y);
  assertEdges(y, out, 1e-6, "value");
  assert.equal(y.requiresGrad, grad !== undefined);
  if (grad === undefined) return;
  const weights = out.map((_, i) => ((5 * i) % 7) - 3);
  y.backward({ gradient: Tensor.fromData(Float32Array.from(weights), shape) });
  await realize(x.grad!);
  assertEdges(x.grad!, grad, 1e-6, "gradient");
}

describe("with NaN and infinities as in PyTorch", () => {
  const { shape, data } = golden.x;
  const values = Float32Array.from(data, spelled);
  suite(floats, golden.floats, () => Tensor.fromData(values, shape).setRequiresGrad());
});

describe("booleans as in PyTorch", () => {
  suite(booleans, golden.booleans, () => tensor(golden.b));
});

describe("products of zeros as in PyTorch", () => {
  suite(products, golden.products, () => tensor(golden.z, { requiresGrad: true }));
});
