import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { autoAugmentPolicies } from "../../src/transforms/augment-policies.ts";
import { autoSpace } from "../../src/transforms/augment-space.ts";

describe("autoAugmentPolicies", () => {
  for (const [name, pairs] of Object.entries(autoAugmentPolicies))
    test(`${name} has 25 pairs of known operations, a strength where there are strengths`, () => {
      assert.equal(pairs.length, 25);
      for (const [op, probability, bin] of pairs.flat()) {
        const known = autoSpace.find(([name]) => name === op);
        assert.ok(known);
        assert.ok(probability >= 0 && probability <= 1);
        assert.equal(bin === undefined, known[1] === null, op);
        if (bin !== undefined) assert.ok(Number.isInteger(bin) && bin >= 0 && bin < 10);
      }
    });
});
