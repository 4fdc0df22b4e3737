import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { checkTransform, type Law, samples, transformsNamed } from "../../src/testing/index.ts";
import { RandomCrop } from "../../src/transforms/index.ts";
import { Broken, BrokenFlip, own } from "./broken.ts";

const bugs: readonly (readonly [bug: string, law: string])[] = [
  ["writesInput", "inputUntouched"],
  ["sharesMemory", "inputUntouched"],
  ["unseeded", "repeatable"],
  ["drawsAgain", "repeatable"],
  ["notFinite", "finite"],
  ["alwaysOn", "identityAtZero"],
];

describe("checkTransform", () => {
  test("passes transforms that keep the laws", () => {
    checkTransform(new Broken(), { own });
    checkTransform(new BrokenFlip(), { own });
    checkTransform(transformsNamed("RandomHorizontalFlip"));
  });

  for (const [bug, law] of bugs) {
    test(`finds ${bug} by the law ${law}`, () => {
      const broken = new RegExp(`Broken breaks the law ${law}`);
      assert.throws(() => checkTransform(new Broken({ bug }), { own }), broken);
    });
  }

  for (const [bug, law] of [
    ["boxesOutside", "boxesInside"],
    ["wrongCanvas", "partsAgree"],
    ["otherFormat", "structureKept"],
  ] as const) {
    test(`finds ${bug} by the law ${law}`, () => {
      const broken = new RegExp(`BrokenFlip breaks the law ${law}`);
      assert.throws(() => checkTransform(new BrokenFlip({ bug }), { own }), broken);
    });
  }

  test("finds a class that cannot be rebuilt", () => {
    assert.throws(
      () => checkTransform(new Broken()),
      /samples for the law roundTrip that the transform takes/,
    );
  });

  test("shrinks to the smallest sample", () => {
    const message = messageOf(() => checkTransform(new Broken({ bug: "notFinite" }), { own }));
    assert.match(message, /a number is not finite\n {2}options: .*notFinite/);
    assert.match(message, /image: Image 1x1x1 floats \[.*repeat with seed 0, path/s);
  });

  test("takes laws of one's own and leaves out exceptions", () => {
    const small: Law = (_, sample) => {
      assert.ok((sample as { image: { width: number } }).image.width < 3, "too wide");
    };
    assert.throws(
      () => checkTransform(new Broken(), { own, laws: { small } }),
      /the law small: too/,
    );
    checkTransform(new Broken({ bug: "notFinite" }), { own, except: ["finite"] });
  });

  test("leaves out samples that the transform refuses, but not all of them", () => {
    checkTransform(new RandomCrop(2), { samples: samples({ maxEdge: 9 }) });
    const tiny = fc.constant({ image: 3, twin: 3 });
    assert.throws(
      () => checkTransform(new RandomCrop(2), { samples: tiny }),
      /samples for the law inputUntouched that the transform takes, got "\d+ samples refused"/,
    );
  });
});

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
