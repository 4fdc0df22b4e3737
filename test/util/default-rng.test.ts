import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultRng, manualSeed } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";

describe("the default generator", () => {
  it("starts with seed 0", () => {
    assert.deepEqual(defaultRng().state(), new Rng(0).state());
  });

  it("is seeded anew by manualSeed", () => {
    manualSeed(42);
    const first = defaultRng().u32();
    assert.equal(first, new Rng(42).u32());
    assert.notEqual(defaultRng().u32(), first);
    manualSeed(42);
    assert.equal(defaultRng().u32(), first);
  });

  it("refuses a seed that is no whole number, and keeps the old state", () => {
    manualSeed(1);
    assert.throws(() => manualSeed(Number.NaN), /a whole number as seed/);
    assert.equal(defaultRng().u32(), new Rng(1).u32());
  });
});
