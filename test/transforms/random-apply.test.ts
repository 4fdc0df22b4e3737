import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  RandomApply,
  RandomCrop,
  RandomHorizontalFlip,
  Resize,
} from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomApply, {
  cases: [[[new RandomCrop(4), new RandomHorizontalFlip()]], [[new Resize(5)], { p: 1 }]],
});

describe("RandomApply", () => {
  test("draws once, then applies all or none", () => {
    const image = noise(8, 8);
    const [crop, flip] = [new RandomCrop(4), new RandomHorizontalFlip()];
    let applied = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const out = new RandomApply([crop, flip], { p: 0.3 }).apply(image, new Rng(seed));
      const rng = new Rng(seed);
      const happens = rng.next() < Math.fround(0.3);
      if (happens) assert.deepEqual(spelled(out), spelled(flip.apply(crop.apply(image, rng), rng)));
      else assert.equal(out, image);
      applied += Number(happens);
    }
    // binomial(1000, 0.3): 4 standard deviations are 58
    assert.ok(Math.abs(applied - 300) < 58, `${applied}`);
  });

  test("refuses an empty list and p outside [0, 1]", () => {
    assert.throws(() => new RandomApply([]), /RandomApply: expected at least one transform/);
    assert.throws(() => new RandomApply([new Resize(3)], { p: 2 }), /p to be a finite number/);
  });
});
