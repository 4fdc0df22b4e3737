import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, JPEG } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise, spelled, tensorSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(JPEG, { cases: [[75], [[1, 100]]], golden: "jpeg" });

describe("JPEG", () => {
  test("draws a quality of the range, both ends included", () => {
    const image = noise(9, 10);
    const seen = new Set<number>();
    for (let seed = 0; seed < 40; seed++) {
      const quality = new Rng(seed).int(30, 33);
      seen.add(quality);
      const got = new JPEG([30, 32]).apply(image, new Rng(seed));
      assert.deepEqual(spelled(got), spelled(functional.jpeg(image, quality)));
    }
    assert.deepEqual([...seen].sort(), [30, 31, 32]);
  });

  test("draws once for a fixed quality too, as torchvision", () => {
    const [used, fresh] = [new Rng(1), new Rng(1)];
    new JPEG(50).apply(noise(3, 3), used);
    fresh.u32();
    assert.equal(used.u32(), fresh.u32());
  });

  test("refuses floats and bad qualities, each by name", () => {
    assert.throws(() => new JPEG(0), /JPEG: expected quality to be a whole number in \[1, 100\]/);
    assert.throws(() => new JPEG([1, 101]), /got 101/);
    assert.throws(() => new JPEG([9, 8]), /quality with low <= high, got \[9, 8\]/);
    assert.throws(() => new JPEG([9] as never), /quality as a number or \[low, high\], got \[9\]/);
    assert.throws(() => new JPEG(50).apply(tensorSample(4, 4)), /jpeg: expected pixels as bytes/);
  });
});
