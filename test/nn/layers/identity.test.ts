import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Identity } from "../../../src/nn/index.ts";
import { zeros } from "../../../src/tensor/index.ts";
import { convSuite } from "../conv-golden.ts";

convSuite("Identity");

describe("Identity", () => {
  it("gives back the very tensor", () => {
    const x = zeros([2, 3]);
    assert.equal(new Identity().forward(x), x);
  });
});
