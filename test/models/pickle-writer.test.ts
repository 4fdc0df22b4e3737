import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { encodePth, parsePth } from "../../src/models/index.ts";
import { PickleWriter, type Savable } from "../../src/models/pickle-writer.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { fixture } from "../support/paths.ts";
import { factsOf } from "../support/pth-facts.ts";

const floats = (shape: number[], first: number) => {
  const length = shape.reduce((product, size) => product * size, 1);
  return Tensor.fromData(
    Float32Array.from({ length }, (_, i) => first + i / 4),
    shape,
  );
};

const model = new Map<string, Tensor>([
  ["weight", floats([2, 3], -1)],
  ["bias", floats([2], 0.5)],
]);

// State dicts as PyTorch's SGD and Adam have them, all settings whole numbers where they may be.
const sgd = {
  state: new Map([
    [0, { momentum_buffer: floats([2, 3], 1) }],
    [1, { momentum_buffer: floats([2], 2) }],
  ]),
  param_groups: [
    {
      ...{ lr: 1, momentum: 1, dampening: 0, weight_decay: 0, nesterov: false, maximize: false },
      ...{ foreach: null, differentiable: false, params: [0, 1] },
    },
  ],
};
const moments = (shape: number[]) => ({
  step: Tensor.fromData(Float32Array.of(3), []),
  exp_avg: floats(shape, 0),
  exp_avg_sq: floats(shape, 1),
});
const adam = {
  state: new Map([
    [0, moments([2, 3])],
    [1, moments([2])],
  ]),
  param_groups: [
    {
      ...{ lr: 1, betas: [0, 0.999], eps: 1, weight_decay: 0, amsgrad: false, maximize: false },
      ...{ foreach: null, capturable: false, differentiable: false, fused: false },
      ...{ params: [0, 1], initial_lr: 1 },
    },
  ],
};
const checkpoint = { model, sgd, adam, epoch: 3, best: 1 };

test("writes a checkpoint that PyTorch's optimizers were seen to continue from", () => {
  // fixtures/golden/pth/check-written.py loads this file in PyTorch and takes a step with each.
  const bytes = Buffer.concat(encodePth(checkpoint));
  assert.deepEqual(bytes, readFileSync(fixture("golden", "pth", "written-optimizers.pth")));
  const { value } = parsePth(bytes);
  assert.ok(value instanceof Map);
  assert.deepEqual(factsOf(value.get("model")!), factsOf(model));
  assert.deepEqual(value.get("epoch"), 3);
});

// The opcodes between the protocol and STOP.
const opcodes = (value: Savable) =>
  Buffer.from(new PickleWriter().encode(value).subarray(2, -1)).toString("latin1");

test("whole numbers are ints, but floats under the names of settings", () => {
  const int = "J\x01\0\0\0";
  const float = `G\x3f\xf0${"\0".repeat(6)}`;
  assert.equal(opcodes(1), int);
  assert.equal(opcodes([1]), `](${int}e`);
  const key = (name: string) => `X${String.fromCharCode(name.length)}\0\0\0${name}`;
  assert.equal(opcodes({ epoch: 1 }), `}${key("epoch")}${int}s`);
  assert.equal(opcodes({ lr: 1 }), `}${key("lr")}${float}s`);
  assert.equal(opcodes({ lr: 1n }), `}${key("lr")}${int}s`);
  assert.equal(opcodes({ betas: [1, [1]] }), `}${key("betas")}](${float}](${float}ees`);
  assert.equal(opcodes({ lr: { step: 1 } }), `}${key("lr")}}${key("step")}${int}ss`);
  assert.equal(opcodes(new Map([["weightDecay", 1]])).slice(-10), `${float}s`);
  assert.equal(opcodes({ lr: true, eps: null }), `}${key("lr")}\x88s${key("eps")}Ns`);
});

test("integers come back as they were, at every boundary", () => {
  const around = [0n, 127n, 128n, 255n, 2n ** 31n, 2n ** 53n, 2n ** 63n, 2n ** 200n];
  for (const middle of around)
    for (const value of [middle - 1n, middle, middle + 1n, -middle - 1n, -middle, -middle + 1n]) {
      const back = parsePth(Buffer.concat(encodePth(value))).value;
      const exact = Number.isSafeInteger(Number(value));
      assert.equal(back, exact ? Number(value) : value);
    }
  assert.throws(() => encodePth(2n ** 2040n), { code: "INVALID_ARGUMENT" });
});
