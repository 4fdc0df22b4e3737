import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  avgPool2d,
  conv2d,
  convTranspose2d,
  interpolate,
  maxPool2d,
  pixelShuffle,
} from "../../../src/nn/functional/index.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import { cat, dtypeNames, einsum, full, type Tensor, tensor } from "../../../src/tensor/index.ts";
import { VisionError } from "../../../src/util/errors.ts";

const places = tensor([[[[0, 1]]]], { dtype: "int64" });

const calls: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  neg: (x) => x.neg(),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  sqrt: (x) => x.sqrt(),
  abs: (x) => x.abs(),
  sign: (x) => x.sign(),
  relu: (x) => x.relu(),
  sigmoid: (x) => x.sigmoid(),
  tanh: (x) => x.tanh(),
  add: (x) => x.add(x),
  sub: (x) => x.sub(x),
  mul: (x) => x.mul(x),
  div: (x) => x.div(x),
  maximum: (x) => x.maximum(x),
  pow: (x) => x.pow(x),
  eq: (x) => x.eq(x),
  gt: (x) => x.gt(x),
  ge: (x) => x.ge(x),
  lt: (x) => x.lt(x),
  le: (x) => x.le(x),
  ne: (x) => x.ne(x),
  minimum: (x) => x.minimum(x),
  where: (x) => x.where(x.eq(x), x),
  clamp: (x) => x.clamp({ min: 0, max: 1 }),
  clampTensors: (x) => x.clamp({ min: x, max: x.add(x) }),
  logicalAnd: (x) => x.logicalAnd(x),
  logicalOr: (x) => x.logicalOr(x),
  logicalXor: (x) => x.logicalXor(x),
  logicalNot: (x) => x.logicalNot(),
  isnan: (x) => x.isnan(),
  isinf: (x) => x.isinf(),
  isfinite: (x) => x.isfinite(),
  floor: (x) => x.floor(),
  ceil: (x) => x.ceil(),
  round: (x) => x.round(),
  trunc: (x) => x.trunc(),
  fmod: (x) => x.fmod(x),
  remainder: (x) => x.remainder(x),
  floorDivide: (x) => x.floorDivide(x),
  square: (x) => x.square(),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  reciprocal: (x) => x.reciprocal(),
  rsqrt: (x) => x.rsqrt(),
  erf: (x) => x.erf(),
  log1p: (x) => x.log1p(),
  expm1: (x) => x.expm1(),
  softplus: (x) => x.softplus(),
  addNumber: (x) => x.add(2),
  mulFraction: (x) => x.mul(1.5),
  sum: (x) => x.sum(),
  mean: (x) => x.mean(),
  amax: (x) => x.amax(),
  argmax: (x) => x.argmax(),
  amin: (x) => x.amin(),
  argmin: (x) => x.argmin(-1),
  max: (x) => x.max(0).values,
  min: (x) => x.min(),
  any: (x) => x.any(),
  all: (x) => x.all(-1),
  prod: (x) => x.prod(),
  logsumexp: (x) => x.logsumexp(-1),
  var: (x) => x.var(),
  std: (x) => x.std(),
  norm: (x) => x.norm(),
  reshape: (x) => x.reshape([-1]),
  transpose: (x) => x.transpose(-1, -2),
  expand: (x) => x.expand([2, 1, 1, 2, 2]),
  narrow: (x) => x.narrow(-1, 0, 1),
  detach: (x) => x.detach(),
  flip: (x) => x.flip(-1),
  pad: (x) => x.pad([1, 0], { value: 1 }),
  padReflect: (x) => x.pad([1, 1], { mode: "reflect" }),
  padReplicate: (x) => x.pad([1, 1], { mode: "replicate" }),
  repeat: (x) => x.repeat([1, 1, 2, 2]),
  cat: (x) => cat([x, x]),
  index: (x) => x.index("...", [0, 1, 0]),
  gather: (x) => x.gather(3, places),
  scatter: (x) => x.scatter(3, places, 1),
  scatterAdd: (x) => x.scatterAdd(3, places, x),
  indexAdd: (x) => x.indexAdd(0, tensor([0], { dtype: "int64" }), x),
  topk: (x) => x.topk(1).values,
  cumsum: (x) => x.cumsum(3),
  tril: (x) => x.tril(),
  maskedFill: (x) => x.maskedFill(x.eq(1), 0),
  einsum: (x) => einsum("abij,abkj->ik", x, x),
  matmul: (x) => x.matmul(x),
  softmax: (x) => x.softmax(-1),
  logSoftmax: (x) => x.logSoftmax(-1),
  oneHot: (x) => x.oneHot(3),
  conv2d: (x) => conv2d(x, x),
  maxPool2d: (x) => maxPool2d(x, 2),
  convTranspose2d: (x) => convTranspose2d(x, x),
  avgPool2d: (x) => avgPool2d(x, 2),
  adaptiveAvgPool2d: (x) => adaptiveAvgPool2d(x, [1, 3]),
  adaptiveMaxPool2d: (x) => adaptiveMaxPool2d(x, [1, 3]),
  interpolate: (x) => interpolate(x, { size: 3 }),
  bilinear: (x) => interpolate(x, { size: 3, mode: "bilinear" }),
  pixelShuffle: (x) => pixelShuffle(x, 1),
};

// An element type that the engine cannot compute with is refused where the call stands, not at the await.
describe("every element type is computed, or refused at the call", () => {
  for (const [name, call] of Object.entries(calls)) {
    for (const dtype of dtypeNames) {
      it(`${name} ${dtype}`, async () => {
        let out: Tensor;
        try {
          out = call(full([1, 1, 2, 2], 1, { dtype }));
        } catch (error) {
          assert.ok(error instanceof VisionError, String(error));
          assert.match(error.message, /^\w+: expected .*(numbers|floating-point|float32|int64)/);
          return;
        }
        await out.data();
      });
    }
  }
});

describe("a plain number beside a tensor", () => {
  const typeOf = (dtype: DType, value: number) => full([1], 1, { dtype }).add(value).dtype;
  it("takes the tensor's type unless only a wider kind can hold it, as PyTorch", () => {
    assert.equal(typeOf("int64", 2), "int64");
    assert.equal(typeOf("uint8", 2), "uint8");
    assert.equal(typeOf("int32", 0.5), "float32");
    assert.equal(typeOf("float64", 0.5), "float64");
    assert.equal(typeOf("bool", 2), "int64");
  });

  it("is compared as it is, with booleans too", async () => {
    const x = tensor([true, false]);
    assert.deepEqual(await x.eq(2).toArray(), [false, false]);
    assert.deepEqual(await x.eq(1).toArray(), [true, false]);
    assert.deepEqual(await x.lt(0.5).toArray(), [false, true]);
  });

  it("booleans add to or and multiply to and; other arithmetic among themselves is refused", async () => {
    const x = tensor([true, true, false]);
    const y = tensor([true, false, false]);
    assert.deepEqual(await x.add(y).toArray(), [true, true, false]);
    assert.deepEqual(await x.mul(y).toArray(), [true, false, false]);
    assert.throws(() => x.sub(x), {
      message: 'sub: expected numbers, got "bool"; convert with .to("int64") or .to("float32")',
    });
    assert.throws(() => x.neg(), /^VisionError: neg: expected signed numbers, got "bool"/);
  });
});
