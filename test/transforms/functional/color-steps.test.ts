import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Channels, Image } from "../../../src/sample/index.ts";
import {
  type ColorStep,
  checkFactor,
  colorOps,
  colorSteps,
} from "../../../src/transforms/functional/color-steps.ts";
import { adjustSharpness } from "../../../src/transforms/functional/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { floatNoise, noise, spelled } from "../samples.ts";

// Every order of up to four steps, some of them twice.
function randomSteps(rng: Rng): ColorStep[] {
  return Array.from({ length: rng.int(0, 6) }, () => {
    const op = colorOps[rng.int(0, 4)]!;
    return { op, factor: op === "hue" ? rng.uniform(-0.5, 0.5) : rng.uniform(0, 2.5) };
  });
}

describe("colorSteps", () => {
  const oneByOne = (image: Image, steps: readonly ColorStep[]) =>
    steps.reduce((current, step) => colorSteps("me", current, [step]), image);

  test("together give what they give one by one, and leave the picture", () => {
    for (let seed = 0; seed < 300; seed++) {
      const rng = new Rng(seed);
      const steps = randomSteps(rng);
      const channels = rng.int(1, 5) as Channels;
      const image = noise(4, 5, channels, seed);
      const before = spelled(image);
      assert.deepEqual(colorSteps("me", image, steps), oneByOne(image, steps));
      assert.deepEqual(spelled(image), before);
      if (channels === 2 || channels === 4) continue;
      const floats = floatNoise(4, 5, channels, seed);
      const floatsBefore = spelled(floats);
      assert.deepEqual(colorSteps("me", floats, steps), oneByOne(floats, steps));
      assert.deepEqual(spelled(floats), floatsBefore);
    }
  });

  test("takes factors of any size", () => {
    const image = noise(5, 6);
    for (const op of ["brightness", "contrast", "saturation"] as const) {
      const ends = colorSteps("me", image, [{ op, factor: 1e4 }]).data;
      for (const factor of [1e9, 1e30])
        assert.deepEqual(colorSteps("me", image, [{ op, factor }]).data, ends);
    }
    assert.deepEqual(adjustSharpness(image, 1e12), adjustSharpness(image, 1e4));
  });

  test("without steps is the picture", () => {
    const image = noise(2, 2);
    assert.equal(colorSteps("me", image, []), image);
  });

  test("checks factors by their kind", () => {
    assert.equal(checkFactor("me", "hue", -0.5), -0.5);
    assert.throws(
      () => checkFactor("me", "hue", 0.6),
      /me: expected hueFactor .* in \[-0.5, 0.5\]/,
    );
    assert.throws(() => checkFactor("me", "contrast", -1), /me: expected contrastFactor/);
  });
});
