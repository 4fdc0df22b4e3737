import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { RandomChoice, RandomCrop, Resize } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomChoice, {
  cases: [[[new RandomCrop(4), new Resize(5)]], [[new Resize(5), new Resize(6)], { p: [1, 0] }]],
});

describe("RandomChoice", () => {
  test("draws in proportion to the weights", () => {
    const choice = new RandomChoice(
      [3, 5, 7].map((n) => new Resize([n, n])),
      { p: [2, 1, 1] },
    );
    assert.deepEqual(choice.options.p, [0.5, 0.25, 0.25]);
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 2000; seed++) {
      const { height } = choice.apply(noise(4, 4), new Rng(seed));
      counts.set(height, (counts.get(height) ?? 0) + 1);
    }
    // 4 standard deviations of binomial(2000, 1/2) are 90
    assert.ok(Math.abs(counts.get(3)! - 1000) < 90, `${counts.get(3)}`);
    assert.ok(Math.abs(counts.get(5)! - 500) < 80, `${counts.get(5)}`);
  });

  test("refuses weights that do not fit", () => {
    const two = [new Resize(3), new Resize(4)];
    assert.throws(() => new RandomChoice(two, { p: [1] }), /RandomChoice: expected 2 weights/);
    assert.throws(() => new RandomChoice(two, { p: [1, -1] }), /p to be a finite number >= 0/);
    assert.throws(() => new RandomChoice(two, { p: [0, 0] }), /a weight above 0/);
    assert.throws(() => new RandomChoice([]), /at least one transform/);
  });
});
