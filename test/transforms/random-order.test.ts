import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { RandomCrop, RandomHorizontalFlip, RandomOrder } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomOrder, { cases: [[[new RandomCrop(4), new RandomHorizontalFlip()]]] });

describe("RandomOrder", () => {
  test("applies all, in torch's permutation, each order as often", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 1200; seed++) {
      const seen: number[] = [];
      const steps = [0, 1, 2].map((n) => (sample: unknown) => {
        seen.push(n);
        return sample;
      });
      new RandomOrder(steps).apply(noise(1, 1), new Rng(seed));
      assert.deepEqual(seen, [...new Rng(seed).permutation(3)]);
      counts.set(seen.join(), (counts.get(seen.join()) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    // 200 each; 4 standard deviations of binomial(1200, 1/6) are 52
    for (const count of counts.values()) assert.ok(Math.abs(count - 200) < 52, `${count}`);
  });

  test("refuses an empty list", () => {
    assert.throws(() => new RandomOrder([]), /RandomOrder: expected at least one transform/);
  });
});
