import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomAdjustSharpness } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomAdjustSharpness, { cases: [[0, { p: 1 }], [1], [2.5, { p: 0.9 }]] });

describe("RandomAdjustSharpness", () => {
  testColorClass(RandomAdjustSharpness);

  test("is functional.adjustSharpness at p = 1, and a half of 1,000 seeds by default", () => {
    const image = noise(20, 19);
    const want = functional.adjustSharpness(image, 1.7);
    assert.deepEqual(new RandomAdjustSharpness(1.7, { p: 1 }).apply(image), want);
    let changed = 0;
    for (let seed = 0; seed < 1000; seed++)
      if (new RandomAdjustSharpness(1.7).apply(image, new Rng(seed)) !== image) changed++;
    // 99.99 % of binomial(1000, 1/2) lies within 500 +- 62
    assert.ok(Math.abs(changed - 500) <= 62, `${changed} of 1000`);
  });

  test("refuses bad options", () => {
    for (const factor of [-1, Number.NaN, Infinity])
      assert.throws(
        () => new RandomAdjustSharpness(factor),
        /sharpnessFactor to be a finite number/,
      );
    assert.throws(() => new RandomAdjustSharpness(1, { p: 7 }), /Sharpness: expected p to be/);
  });
});
