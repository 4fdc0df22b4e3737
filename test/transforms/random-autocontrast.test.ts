import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomAutocontrast } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomAutocontrast, { cases: [[], [{ p: 1 }]] });

describe("RandomAutocontrast", () => {
  testColorClass(RandomAutocontrast);

  test("is functional.autocontrast at p = 1, and a half of 1,000 seeds by default", () => {
    const image = noise(20, 19);
    const want = functional.autocontrast(image);
    assert.deepEqual(new RandomAutocontrast({ p: 1 }).apply(image), want);
    let changed = 0;
    for (let seed = 0; seed < 1000; seed++)
      if (new RandomAutocontrast().apply(image, new Rng(seed)) !== image) changed++;
    // 99.99 % of binomial(1000, 1/2) lies within 500 +- 62
    assert.ok(Math.abs(changed - 500) <= 62, `${changed} of 1000`);
  });

  test("refuses bad options", () => {
    assert.throws(() => new RandomAutocontrast({ p: 2 }), /RandomAutocontrast: expected p to be/);
  });
});
