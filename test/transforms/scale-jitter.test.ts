import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Size } from "../../src/sample/index.ts";
import { ScaleJitter } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { drawsOf } from "./draws.ts";
import { golden } from "./golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(ScaleJitter, {
  cases: [
    [[24, 24], { scaleRange: [1, 2] }],
    [40, { scaleRange: [0.9, 1], antialias: false }],
  ],
});

type Row = [number, Size, [number, number], [number, number], number[]];

describe("ScaleJitter", () => {
  test("sizes are torch's", () => {
    const { scaleJitters } = golden<{ scaleJitters: Row[] }>("geometry-draws");
    for (const [seed, size, target, scaleRange, want] of scaleJitters)
      assert.deepEqual(drawsOf(new ScaleJitter(target, { scaleRange }), new Rng(seed), size), want);
  });

  test("refuses bad ranges, and results without a pixel", () => {
    assert.throws(
      () => new ScaleJitter(8, { scaleRange: [0, 1] }),
      /ScaleJitter: expected scaleRange/,
    );
    assert.throws(() => new ScaleJitter(8, { scaleRange: [2, 1] }), /scaleRange with low <= high/);
    const tiny = new ScaleJitter(1, { scaleRange: [0.1, 0.2] });
    assert.throws(() => tiny.apply(noise(4, 4)), /edges of at least 1 pixel/);
  });
});
