import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomPosterize } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomPosterize, { cases: [[0, { p: 1 }], [4], [8, { p: 0.9 }]] });

describe("RandomPosterize", () => {
  testColorClass(RandomPosterize);

  test("is functional.posterize at p = 1, and a half of 1,000 seeds by default", () => {
    const image = noise(20, 19);
    const want = functional.posterize(image, 3);
    assert.deepEqual(new RandomPosterize(3, { p: 1 }).apply(image), want);
    let changed = 0;
    for (let seed = 0; seed < 1000; seed++)
      if (new RandomPosterize(3).apply(image, new Rng(seed)) !== image) changed++;
    // 99.99 % of binomial(1000, 1/2) lies within 500 +- 62
    assert.ok(Math.abs(changed - 500) <= 62, `${changed} of 1000`);
  });

  test("refuses bad options", () => {
    for (const bits of [-1, 9, 1.5, "4" as never])
      assert.throws(
        () => new RandomPosterize(bits),
        /RandomPosterize: expected bits to be a whole/,
      );
    assert.throws(() => new RandomPosterize(4, { p: 1.1 }), /RandomPosterize: expected p to be/);
  });
});
