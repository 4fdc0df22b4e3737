import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  autoSpace,
  mixSpace,
  mixSpaceOfAll,
  randSpace,
  wideSpace,
} from "../../src/transforms/augment-space.ts";
import { augmentGolden } from "./augment-golden.ts";

describe("the spaces of strengths", () => {
  const strengths = (space: typeof randSpace, op: string) =>
    space.find(([name]) => name === op)![1]!.magnitudes;

  test("keep as many bits as torchvision", () => {
    const spaces = { "8 4": randSpace, "8 6": wideSpace, "4 4": mixSpace };
    for (const { most, span, bins, values } of augmentGolden.bits) {
      const space = spaces[`${most} ${span}` as keyof typeof spaces];
      assert.deepEqual(strengths(space, "Posterize")(bins, 1, 1), values);
    }
  });

  test("move along each side by its own length", () => {
    assert.deepEqual(strengths(randSpace, "TranslateX")(2, 331, 662), [0, 300]);
    assert.deepEqual(strengths(randSpace, "TranslateY")(2, 331, 662), [0, 150]);
    assert.deepEqual(strengths(mixSpace, "TranslateX")(2, 30, 60), [0, 20]);
    assert.deepEqual(strengths(mixSpace, "TranslateY")(2, 30, 60), [0, 10]);
    assert.deepEqual(strengths(wideSpace, "TranslateY")(2, 30, 60), [0, 32]);
  });

  test("hold each operation once; a sign goes with what has a direction", () => {
    const sizes = [randSpace, autoSpace, wideSpace, mixSpace, mixSpaceOfAll].map((space) => {
      assert.equal(new Set(space.map(([op]) => op)).size, space.length);
      const unsigned = space.filter(([, strengths]) => strengths?.signed === false);
      assert.deepEqual(
        unsigned.map(([op]) => op),
        ["Posterize", "Solarize"],
      );
      return space.length;
    });
    assert.deepEqual(sizes, [14, 15, 14, 9, 13]);
  });
});
