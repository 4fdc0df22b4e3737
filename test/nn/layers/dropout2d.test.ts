import assert from "node:assert/strict";
import { it } from "node:test";
import { Dropout2d } from "../../../src/nn/index.ts";
import { manualSeed, ones, zeros } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("Dropout2d");

it("Dropout2d zeroes whole channels and scales the others, each time anew", async () => {
  manualSeed(5);
  const layer = new Dropout2d(0.25);
  const x = ones([40, 50, 1, 2]);
  const [first, second] = [await layer.forward(x).data(), await layer.forward(x).data()];
  assert.notDeepEqual(first, second);
  const values = [...(first as Float32Array)];
  assert.ok(values.every((value, i) => value === values[i - (i % 2)]));
  assert.deepEqual(new Set(values), new Set([0, Math.fround(4 / 3)]));
  const share = values.filter((value) => value === 0).length / values.length;
  assert.ok(Math.abs(share - 0.25) < 0.05, `${share} zeroed`);
});

it("Dropout2d is the identity in eval and for p = 0, and refuses what it cannot take", () => {
  const x = ones([2, 3, 2, 2]);
  assert.equal(new Dropout2d().eval().forward(x), x);
  assert.equal(new Dropout2d(0).forward(x), x);
  assert.throws(() => new Dropout2d(1.5), /p to be a finite number/);
  assert.throws(() => new Dropout2d().forward(zeros([3])), /an input \[n, c, \.\.\.\]/);
});
