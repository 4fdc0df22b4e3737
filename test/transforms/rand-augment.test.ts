import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { RandAugment } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testAugment, withLabel } from "./augment-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandAugment, {
  sample: (height, width) => withLabel(noise(height, width)),
  cases: [[], [{ numOps: 4, magnitude: 30, interpolation: "bilinear", fill: 9 }], [{ numOps: 0 }]],
});

describe("RandAugment", () => {
  testAugment(RandAugment);

  test("without operations gives the sample back and draws nothing", () => {
    const sample = withLabel(noise(4, 4));
    const rng = new Rng(4);
    assert.equal(new RandAugment({ numOps: 0 }).apply(sample, rng), sample);
    assert.deepEqual(rng.state(), new Rng(4).state());
  });

  test("refuses strengths beyond the last bin, and fewer than two bins", () => {
    const make = (options: object) => () => new RandAugment(options);
    assert.throws(
      make({ magnitude: 31 }),
      /RandAugment: expected magnitude .* in \[0, 30\], got 31/,
    );
    assert.throws(make({ numMagnitudeBins: 1 }), /RandAugment: expected numMagnitudeBins .* >= 2/);
    assert.throws(make({ num_ops: 3 }), /expected options among numOps, .* got "num_ops"/);
    assert.throws(make({ numOps: -1 }), /RandAugment: expected numOps to be a whole number >= 0/);
    assert.throws(make({ interpolation: "lanczos" }), /RandAugment: expected interpolation/);
  });
});
