import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomGrayscale } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { floatNoise, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomGrayscale, { cases: [[], [{ p: 1 }], [{ p: 0.5 }]] });

describe("RandomGrayscale", () => {
  testColorClass(RandomGrayscale);

  test("keeps the channel count; a tenth of 2,000 seeds by default", () => {
    const image = noise(3, 4);
    const gray = functional.rgbToGrayscale(image, { numOutputChannels: 3 });
    assert.deepEqual(new RandomGrayscale({ p: 1 }).apply(image), gray);
    let changed = 0;
    for (let seed = 0; seed < 2000; seed++)
      if (new RandomGrayscale().apply(image, new Rng(seed)) !== image) changed++;
    // 99.99 % of binomial(2000, 1/10) lies within 200 +- 53
    assert.ok(Math.abs(changed - 200) <= 53, `${changed} of 2000`);
  });

  test("refuses pictures with alpha, and p outside [0, 1]", () => {
    for (const image of [noise(2, 2, 2), noise(2, 2, 4), floatNoise(2, 2, 4)])
      assert.throws(
        () => new RandomGrayscale({ p: 1 }).apply(image),
        /RandomGrayscale: expected 1 or 3 channels/,
      );
    assert.throws(() => new RandomGrayscale(0.2 as never), /expected options as { p }, got 0.2/);
    assert.throws(
      () => new RandomGrayscale({ p: 3 }),
      /RandomGrayscale: expected p to be a finite/,
    );
  });
});
