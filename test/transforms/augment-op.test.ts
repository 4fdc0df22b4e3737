import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import {
  type AugmentStep,
  augmentImage,
  checkAugment,
  drawOp,
  drawStep,
} from "../../src/transforms/augment-op.ts";
import { randSpace } from "../../src/transforms/augment-space.ts";
import { functional } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { floatNoise, noise } from "./samples.ts";

const how = checkAugment("me", {});
const facts = { height: 10, width: 20, channels: 3, bytes: true };

describe("augmentImage", () => {
  const image = noise(10, 20);
  const ops: [AugmentStep["op"], number, (x: Image) => Image][] = [
    ["Identity", 0, (x) => x],
    ["TranslateX", -3.9, (x) => functional.affine(x, 0, { translate: [-3, 0] })],
    ["TranslateY", 3.9, (x) => functional.affine(x, 0, { translate: [0, 3] })],
    ["ShearX", 1, (x) => functional.affine(x, 0, { shear: [45, 0], center: [0, 0] })],
    ["ShearY", -1, (x) => functional.affine(x, 0, { shear: [0, -45], center: [0, 0] })],
    ["Rotate", -20, (x) => functional.rotate(x, -20)],
    ["Brightness", -0.5, (x) => functional.adjustBrightness(x, 0.5)],
    ["Color", 0.5, (x) => functional.adjustSaturation(x, 1.5)],
    ["Contrast", 0.5, (x) => functional.adjustContrast(x, 1.5)],
    ["Sharpness", -0.25, (x) => functional.adjustSharpness(x, 0.75)],
    ["Posterize", 3, (x) => functional.posterize(x, 3)],
    ["Solarize", 0.5, (x) => functional.solarize(x, 127.5)],
    ["AutoContrast", 0, (x) => functional.autocontrast(x)],
    ["Equalize", 0, (x) => functional.equalize(x)],
    ["Invert", 0, (x) => functional.invert(x)],
  ];
  for (const [op, magnitude, same] of ops)
    test(`${op} by ${magnitude} is its functional`, () => {
      assert.deepEqual(augmentImage(image, { op, magnitude }, how), same(image));
    });

  test("solarizes floats at a part of 1", () => {
    const floats = floatNoise(3, 4);
    const got = augmentImage(floats, { op: "Solarize", magnitude: 0.5 }, how);
    assert.deepEqual(got, functional.solarize(floats, 0.5));
  });
});

describe("drawStep", () => {
  test("draws a sign last, and only where there is one", () => {
    const [rng, same] = [new Rng(1), new Rng(1)];
    const known = randSpace.find(([op]) => op === "Rotate")!;
    const { magnitude } = drawStep(rng, known, facts, 3, () => rng.int(0, 3));
    const bin = same.int(0, 3);
    const sign = same.next() <= 0.5 ? -1 : 1;
    assert.equal(magnitude, sign * [0, 15, 30][bin]!);
    assert.deepEqual(rng.state(), same.state());
    assert.deepEqual(drawStep(rng, ["Equalize", null], facts, 3, assert.fail), {
      op: "Equalize",
      magnitude: 0,
    });
    const bits = randSpace.find(([op]) => op === "Posterize")!;
    assert.equal(drawStep(rng, bits, facts, 3, () => 2).magnitude, 4);
    assert.deepEqual(rng.state(), same.state());
  });
});

describe("drawOp", () => {
  test("draws each about equally often", () => {
    const rng = new Rng(2);
    const seen = new Map<string, number>();
    for (let i = 0; i < 14_000; i++) {
      const [op] = drawOp(rng, randSpace);
      seen.set(op, (seen.get(op) ?? 0) + 1);
    }
    assert.equal(seen.size, 14);
    // 99.99 % of binomial(14000, 1/14) lies within 1000 +- 119
    for (const [op, count] of seen) assert.ok(Math.abs(count - 1000) <= 119, `${op}: ${count}`);
  });
});
