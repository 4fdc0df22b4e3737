import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomInvert } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomInvert, { cases: [[], [{ p: 1 }], [{ p: 0.25 }]] });

describe("RandomInvert", () => {
  testColorClass(RandomInvert);

  test("is functional.invert at p = 1, and a half of 1,000 seeds by default", () => {
    const image = noise(20, 19);
    const want = functional.invert(image);
    assert.deepEqual(new RandomInvert({ p: 1 }).apply(image), want);
    let changed = 0;
    for (let seed = 0; seed < 1000; seed++)
      if (new RandomInvert().apply(image, new Rng(seed)) !== image) changed++;
    // 99.99 % of binomial(1000, 1/2) lies within 500 +- 62
    assert.ok(Math.abs(changed - 500) <= 62, `${changed} of 1000`);
  });

  test("refuses bad options", () => {
    assert.throws(() => new RandomInvert({ p: -0.1 }), /RandomInvert: expected p to be a finite/);
    const inverted = new RandomInvert({ p: 1 });
    assert.throws(() => inverted.apply(noise(2, 2, 4)), /invert: expected 1 or 3 channels, got 4/);
  });
});
