import assert from "node:assert/strict";
import { it } from "node:test";
import { LocalResponseNorm } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { normSuite } from "../norm-golden.ts";

normSuite("LocalResponseNorm");

it("LocalResponseNorm refuses what has no channels", () => {
  assert.throws(() => new LocalResponseNorm(3).forward(zeros([2, 3])), /an input \[n, c, \.\.\.\]/);
  assert.throws(() => new LocalResponseNorm(0), /size/);
});
