import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AugMix } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testAugment, withLabel } from "./augment-golden.ts";
import { floatNoise, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(AugMix, {
  sample: (height, width) => withLabel(noise(height, width)),
  cases: [[], [{ severity: 10, mixtureWidth: 1, chainDepth: 4, alpha: 0.2, allOps: false }]],
});

describe("AugMix", () => {
  testAugment(AugMix);

  test("stays inside 0..1 in floats", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { data } = new AugMix().apply(floatNoise(6, 7), new Rng(seed));
      assert.ok(data.every((value) => value >= 0 && value <= 1));
    }
  });

  test("refuses options out of range", () => {
    const make = (options: object) => () => new AugMix(options);
    assert.throws(make({ severity: 11 }), /AugMix: expected severity .* in \[1, 10\], got 11/);
    assert.throws(make({ width: 3 }), /AugMix: expected options among severity, .* got "width"/);
    assert.throws(make({ severity: 0 }), /AugMix: expected severity/);
    assert.throws(make({ mixtureWidth: 0 }), /AugMix: expected mixtureWidth .* >= 1/);
    assert.throws(make({ chainDepth: 1.5 }), /AugMix: expected chainDepth to be a whole number/);
    assert.throws(make({ alpha: 0 }), /AugMix: expected alpha/);
    assert.throws(make({ allOps: 1 }), /AugMix: expected allOps true or false, got 1/);
  });
});
