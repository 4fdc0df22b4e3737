import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Size } from "../../src/sample/index.ts";
import { RandomShortestSize } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { drawsOf } from "./draws.ts";
import { golden } from "./golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomShortestSize, { cases: [[5], [[4, 6, 9], { maxSize: 11 }]] });

type Row = [number, Size, number[], number | null, number[]];

describe("RandomShortestSize", () => {
  test("sizes are torch's", () => {
    const { shortestSizes } = golden<{ shortestSizes: Row[] }>("geometry-draws");
    for (const [seed, size, sizes, top, want] of shortestSizes) {
      const options = top === null ? {} : { maxSize: top };
      const transform = new RandomShortestSize(sizes, options);
      assert.deepEqual(drawsOf(transform, new Rng(seed), size), want);
    }
  });

  test("refuses bad sizes, and results without a pixel", () => {
    assert.throws(() => new RandomShortestSize([]), /RandomShortestSize: expected minSize as/);
    assert.throws(() => new RandomShortestSize([3, 0]), /minSize to be a whole number >= 1/);
    assert.throws(() => new RandomShortestSize(3, { maxSize: 0 }), /maxSize to be a whole number/);
    const flat = new RandomShortestSize(3, { maxSize: 4 });
    assert.throws(() => flat.apply(noise(1, 9)), /edges of at least 1 pixel/);
  });
});
