import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { RandomHorizontalFlip } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden } from "./golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomHorizontalFlip, { cases: [[], [{ p: 1 }], [{ p: 0.3 }]] });

describe("RandomHorizontalFlip", () => {
  const pair = new Image(new Uint8Array([0, 1]), { width: 2, height: 1, channels: 1 });

  test("flips for the seeds that torchvision flips for", () => {
    type Row = { seed: number; p: number; flipped: boolean };
    const { flips } = golden<{ flips: Row[] }>("random-draws");
    assert.equal(flips.length, 40);
    for (const { seed, p, flipped } of flips) {
      const out = new RandomHorizontalFlip({ p }).apply(pair, new Rng(seed));
      assert.equal(out.data[0] === 1, flipped, `seed ${seed}, p ${p}`);
    }
  });

  test("always flips at p = 1, and half of 2,000 seeds by default", () => {
    let flipped = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const rng = new Rng(seed);
      assert.equal(new RandomHorizontalFlip({ p: 1 }).apply(pair, rng).data[0], 1);
      flipped += new RandomHorizontalFlip().apply(pair, new Rng(seed)).data[0]!;
    }
    // 99.99 % of binomial(2000, 1/2) lies within 1000 +- 87
    assert.ok(Math.abs(flipped - 1000) <= 87, `${flipped} of 2000`);
  });

  test("keeps the orientation that the file carried", () => {
    const turned = new Image(noise(2, 3).data, {
      width: 3,
      height: 2,
      channels: 3,
      orientation: 6,
    });
    assert.equal(new RandomHorizontalFlip({ p: 1 }).apply(turned).orientation, 6);
  });

  test("refuses p outside [0, 1]", () => {
    assert.throws(
      () => new RandomHorizontalFlip({ p: 1.5 }),
      /^VisionError: RandomHorizontalFlip: expected p to be a finite number in \[0, 1\], got 1.5/,
    );
  });
});
