import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { laws } from "../../src/testing/index.ts";
import { RandomCrop, RandomHorizontalFlip, Resize } from "../../src/transforms/index.ts";
import { noise } from "../transforms/samples.ts";
import { BrokenFlip } from "./broken.ts";

const { boxesHoldMasks, pointsFollowPixels } = laws;

describe("laws of places", () => {
  test("hold for flips, crops and resizes", () => {
    for (let seed = 0; seed < 30; seed++)
      for (const transform of [
        new RandomHorizontalFlip({ p: 1 }),
        new RandomCrop(4),
        new Resize(40),
      ]) {
        boxesHoldMasks()(transform, noise(9, 12), seed);
        pointsFollowPixels()(transform, noise(9, 12), seed);
      }
  });

  test("find boxes that stay, and points that stay", () => {
    const sample = noise(9, 30);
    const seeds = Array.from({ length: 30 }, (_, seed) => seed);
    const forgets = new BrokenFlip({ bug: "boxesStay" });
    assert.throws(() => {
      for (const seed of seeds) boxesHoldMasks()(forgets, sample, seed);
    }, /the mask is at \[.*\], its box at \[/);
    assert.throws(() => {
      for (const seed of seeds)
        pointsFollowPixels()(new BrokenFlip({ bug: "pointsStay" }), sample, seed);
    }, /the pixel is at \[.*\], its key point at \[/);
  });
});
