import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, GaussianBlur } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(GaussianBlur, {
  cases: [[3], [[5, 3], { sigma: [0.5, 4] }], [1, { sigma: 1 }]],
  golden: "gaussian-blur",
});

describe("GaussianBlur", () => {
  test("draws one sigma for both axes", () => {
    const image = noise(14, 15);
    for (let seed = 0; seed < 20; seed++) {
      const rng = new Rng(seed);
      const sigma = rng.uniform(0.1, 2);
      const twin = new Rng(seed);
      const got = new GaussianBlur([5, 7]).apply(image, twin);
      assert.deepEqual(spelled(got), spelled(functional.gaussianBlur(image, [5, 7], { sigma })));
      assert.equal(twin.u32(), rng.u32());
    }
  });

  test("keeps its options in full", () => {
    assert.deepEqual(new GaussianBlur(3).options, { kernelSize: [3, 3], sigma: [0.1, 2] });
    assert.deepEqual(new GaussianBlur([3, 5], { sigma: 2 }).options.sigma, [2, 2]);
  });

  test("refuses bad options, each by name", () => {
    assert.throws(() => new GaussianBlur(2), /GaussianBlur: expected an odd kernelSize, got 2/);
    assert.throws(
      () => new GaussianBlur([3] as never, { sigma: [2, 1] }),
      /sigma with low <= high/,
    );
    assert.throws(() => new GaussianBlur(3, { sigma: [0, 1] }), /sigma to be a finite number/);
  });
});
