import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ClassBalancedSampler, WeightedRandomSampler } from "../../../src/datasets/index.ts";
import { Rng } from "../../../src/util/rng.ts";

describe("ClassBalancedSampler", () => {
  const targets = [...new Array(900).fill("cat"), ...new Array(90).fill("dog"), "owl"];

  it("gives every class an equal share, and every sample of a class", () => {
    const sampler = new ClassBalancedSampler(targets, { numSamples: 9000 });
    const counts = new Map<string, number>();
    for (const index of sampler.indices(new Rng(1)))
      counts.set(targets[index]!, (counts.get(targets[index]!) ?? 0) + 1);
    for (const count of counts.values()) assert.ok(Math.abs(count - 3000) < 200, `${count}`);
    assert.equal(counts.size, 3);
  });

  it("is the weighted sampler of 1 / class size", () => {
    const same = new WeightedRandomSampler([1 / 2, 1, 1 / 2], 3);
    const sampler = new ClassBalancedSampler([4n, 7n, 4n]);
    assert.deepEqual(sampler.indices(new Rng(5)), same.indices(new Rng(5)));
    assert.equal(sampler.length, 3);
    assert.match(sampler.fingerprint(), /^ClassBalancedSampler WeightedRandomSampler 3 /);
  });

  it("refuses no targets", () => {
    assert.throws(() => new ClassBalancedSampler([]), { code: "INVALID_ARGUMENT" });
  });
});
