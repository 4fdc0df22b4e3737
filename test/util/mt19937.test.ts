import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mtFill, mtNext, mtSeed, mtSkip } from "../../src/util/mt19937.ts";

describe("MT19937", () => {
  // The C++ standard (26.5.5, [rand.predef]) fixes the 10,000th value for the default seed 5489.
  it("gives the C++ standard's 10,000th number", () => {
    const state = mtSeed(5489);
    for (let i = 1; i < 10_000; i++) mtNext(state);
    assert.equal(mtNext(state), 4123659995);
  });

  it("fills arrays with what single draws give, wherever they begin and end", () => {
    const [bulk, single] = [mtSeed(3), mtSeed(3)];
    for (const length of [0, 1, 622, 2, 624, 1, 1900, 5]) {
      const out = new Float32Array(length);
      mtFill(bulk, out);
      const want = Array.from({ length }, () => (mtNext(single) & 0xffffff) * 2 ** -24);
      assert.deepEqual([...out], want);
    }
    assert.equal(mtNext(bulk), mtNext(single));
  });

  it("skips what single draws would give", () => {
    const [skipped, single] = [mtSeed(3), mtSeed(3)];
    for (const count of [0, 1, 622, 2, 624, 1, 1900, 5]) {
      mtSkip(skipped, count);
      for (let i = 0; i < count; i++) mtNext(single);
      assert.equal(mtNext(skipped), mtNext(single));
    }
  });

  it("takes the seed modulo 2^32", () => {
    assert.deepEqual(mtSeed(7), mtSeed(7 + 2 ** 32));
  });
});
