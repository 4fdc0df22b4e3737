import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { TrivialAugmentWide } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testAugment, withLabel } from "./augment-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(TrivialAugmentWide, {
  sample: (height, width) => withLabel(noise(height, width)),
  cases: [[], [{ numMagnitudeBins: 2, interpolation: "bilinear", fill: 9 }]],
});

describe("TrivialAugmentWide", () => {
  testAugment(TrivialAugmentWide);

  test("passes a fourteenth of pictures by identity, as its operations are equally likely", () => {
    const image = noise(20, 20);
    let same = 0;
    for (let seed = 0; seed < 1400; seed++)
      if (new TrivialAugmentWide().apply(image, new Rng(seed)) === image) same++;
    // Identity, and strength 0 of operations that notice it; 99.99 % of binomial(1400, 1/14) is above 63
    assert.ok(same > 63 && same < 400, `${same} of 1400`);
  });

  test("refuses fewer than two bins", () => {
    assert.throws(
      () => new TrivialAugmentWide({ numMagnitudeBins: 1 }),
      /TrivialAugmentWide: expected numMagnitudeBins to be a whole number >= 2, got 1/,
    );
  });
});
