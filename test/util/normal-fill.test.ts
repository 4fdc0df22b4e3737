import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { normalFill } from "../../src/util/normal-fill.ts";
import { Rng } from "../../src/util/rng.ts";

// Equality with PyTorch's numbers, bit for bit: test/nn/init.test.ts.
describe("normalFill", () => {
  it("draws few numbers as the generator does, and the mean and deviation asked for", () => {
    const few = [...normalFill(3, 1, 2, new Rng(3))];
    const rng = new Rng(3);
    assert.deepEqual(
      few,
      Array.from({ length: 3 }, () => Math.fround(rng.normal() * 2 + 1)),
    );
    assert.equal(normalFill(0, 0, 1, new Rng(3)).length, 0);
    const many = normalFill(20_000, -3, 0.5, new Rng(5));
    const mean = many.reduce((sum, value) => sum + value, 0) / many.length;
    const variance = many.reduce((sum, value) => sum + (value - mean) ** 2, 0) / many.length;
    assert.ok(Math.abs(mean + 3) < 0.02 && Math.abs(variance - 0.25) < 0.01, `${mean} ${variance}`);
  });

  it("draws the last block anew where 16 does not divide the length", () => {
    const [whole, rest] = [normalFill(32, 0, 1, new Rng(3)), normalFill(33, 0, 1, new Rng(3))];
    assert.deepEqual(rest.slice(0, 16), whole.slice(0, 16));
    assert.notDeepEqual(rest.slice(17, 32), whole.slice(17, 32));
  });
});
