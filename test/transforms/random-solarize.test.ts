import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomSolarize } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomSolarize, { cases: [[0.5, { p: 1 }], [1], [-4, { p: 0.9 }]] });

describe("RandomSolarize", () => {
  testColorClass(RandomSolarize);

  test("is functional.solarize at p = 1, and a half of 1,000 seeds by default", () => {
    const image = noise(20, 19);
    const want = functional.solarize(image, 77.5);
    assert.deepEqual(new RandomSolarize(77.5, { p: 1 }).apply(image), want);
    let changed = 0;
    for (let seed = 0; seed < 1000; seed++)
      if (new RandomSolarize(77.5).apply(image, new Rng(seed)) !== image) changed++;
    // 99.99 % of binomial(1000, 1/2) lies within 500 +- 62
    assert.ok(Math.abs(changed - 500) <= 62, `${changed} of 1000`);
  });

  test("refuses bad options", () => {
    for (const threshold of [256, Number.NaN, Infinity, undefined as never])
      assert.throws(
        () => new RandomSolarize(threshold),
        /RandomSolarize: expected threshold to be/,
      );
    assert.throws(() => new RandomSolarize(1, { p: 1.1 }), /RandomSolarize: expected p to be/);
  });
});
