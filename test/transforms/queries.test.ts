import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, Image, KeyPoints, Mask, Video } from "../../src/sample/index.ts";
import {
  checkType,
  getBoundingBoxes,
  getKeyPoints,
  hasAll,
  hasAny,
  queryChw,
  querySize,
} from "../../src/transforms/index.ts";
import { fullSample, noise } from "./samples.ts";

const sample = fullSample(12, 9);

describe("queries of a sample", () => {
  test("which kinds are in it", () => {
    assert.equal(hasAny({ a: [noise(2, 2)] }, Image, Video), true);
    assert.equal(hasAny({ a: 3 }, Image, Video), false);
    assert.equal(hasAll(sample, Image, Video, Mask, BoundingBoxes, KeyPoints), true);
    assert.equal(hasAll({ a: noise(2, 2) }, Image, Mask), false);
    assert.equal(
      hasAny({ a: 3 }, (leaf) => leaf === 3),
      true,
    );
    assert.equal(hasAny([], Image), false);
    assert.equal(hasAll([]), true);
  });

  test("classes, old functions and arrows all check", () => {
    const three = (value: unknown): boolean => value === 3;
    assert.equal(checkType(3, [Image, three]), true);
    assert.equal(checkType(4, [three]), false);
    assert.equal(checkType(new Map(), [Map]), true);
  });

  test("its one size, its first boxes and points", () => {
    assert.deepEqual(querySize(sample), [12, 9]);
    assert.deepEqual(queryChw([noise(4, 5, 1)]), [1, 4, 5]);
    assert.equal(getBoundingBoxes(sample), sample.targets[0]);
    assert.equal(getKeyPoints(sample), sample.points);
  });

  test("say who misses what", () => {
    assert.throws(() => queryChw(sample), /^VisionError: queryChw: expected all pictures/);
    assert.throws(() => querySize([noise(2, 2), noise(3, 2)]), /^VisionError: querySize: expected/);
    assert.throws(() => getBoundingBoxes([]), /getBoundingBoxes: expected a sample with Bounding/);
    assert.throws(() => getKeyPoints(3), /getKeyPoints: expected a sample with KeyPoints/);
  });
});
