import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Video } from "../../src/sample/index.ts";
import { RandomChannelPermutation } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testColorClass } from "./color-golden.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

// All pictures of a sample must have one channel count.
const sample = (height: number, width: number) => ({
  ...fullSample(height, width),
  video: new Video([noise(height, width, 3, 5), noise(height, width, 3, 6)]),
});

transformSuite(RandomChannelPermutation, { sample, cases: [[]] });

describe("RandomChannelPermutation", () => {
  testColorClass(RandomChannelPermutation);

  test("draws all six orders about equally often", () => {
    const image = new Image(Uint8Array.of(0, 1, 2), { width: 1, height: 1, channels: 3 });
    const seen = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed++) {
      const key = String(new RandomChannelPermutation().apply(image, new Rng(seed)).data);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    assert.equal(seen.size, 6);
    // 99.99 % of binomial(3000, 1/6) lies within 500 +- 80
    for (const [order, count] of seen) assert.ok(Math.abs(count - 500) <= 80, `${order}: ${count}`);
  });

  test("refuses a sample without pictures", () => {
    assert.throws(
      () => new RandomChannelPermutation().apply({ label: 3 }),
      /RandomChannelPermutation: expected a sample with an image, video or picture tensor/,
    );
  });
});
