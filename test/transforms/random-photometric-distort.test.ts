import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../src/sample/index.ts";
import { RandomPhotometricDistort } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

// All pictures of a sample must have one channel count.
const sample = (height: number, width: number) => ({
  ...fullSample(height, width),
  video: new Video([noise(height, width, 3, 5), noise(height, width, 3, 6)]),
});

transformSuite(RandomPhotometricDistort, {
  sample,
  cases: [[], [{ p: 1 }], [{ p: 0.2, hue: [0.5, 0.5], brightness: [0, 0.1] }]],
});

describe("RandomPhotometricDistort", () => {
  testColorClass(RandomPhotometricDistort);

  test("changes each of five things half of the time", () => {
    const image = noise(1, 1);
    let same = 0;
    for (let seed = 0; seed < 2000; seed++)
      if (new RandomPhotometricDistort().apply(image, new Rng(seed)) === image) same++;
    // 1 in 32 draws nothing at all; 99.99 % of binomial(2000, 1/32) lies within 62 +- 31
    assert.ok(Math.abs(same - 62.5) <= 31, `${same} of 2000`);
  });

  test("refuses pictures of different channel counts, and bad options", () => {
    const pair = [noise(2, 2), noise(2, 2, 1)];
    assert.throws(
      () => new RandomPhotometricDistort().apply(pair),
      /all pictures to have one shape/,
    );
    const make = (options: object) => () => new RandomPhotometricDistort(options);
    assert.throws(make({ p: 2 }), /RandomPhotometricDistort: expected p to be a finite number/);
    assert.throws(make({ hue: [-1, 0] }), /expected hue to be a finite number in \[-0.5, 0.5\]/);
    assert.throws(make({ contrast: [2, 1] }), /expected contrast with low <= high, got \[2, 1\]/);
    assert.throws(make({ brightness: 0.5 }), /expected brightness as \[low, high\], got 0.5/);
  });
});
