import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../src/sample/index.ts";
import { AutoAugment } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { testAugment, withLabel } from "./augment-golden.ts";
import { floatNoise, fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(AutoAugment, {
  sample: (height, width) => withLabel(noise(height, width)),
  cases: [[], ["cifar10"], ["svhn", { interpolation: "bilinear", fill: [1, 2, 3] }]],
});

describe("AutoAugment", () => {
  testAugment(AutoAugment);

  test("does all frames of a video alike, and floats", () => {
    for (let seed = 0; seed < 30; seed++) {
      const frame = noise(8, 9);
      const { frames } = new AutoAugment().apply(new Video([frame, frame]), new Rng(seed));
      assert.deepEqual(frames[0], frames[1]);
      assert.deepEqual(frames[0], new AutoAugment().apply(frame, new Rng(seed)));
      const floats = new AutoAugment().apply(floatNoise(8, 9), new Rng(seed));
      assert.ok(floats.data.every((value) => value >= 0 && value <= 1));
    }
  });

  test("refuses several pictures, none, boxes, alpha, and unknown policies", () => {
    const augment = new AutoAugment();
    assert.throws(
      () => augment.apply([noise(2, 2), noise(2, 2)]),
      /AutoAugment: expected one picture or video in a sample, got 2; apply it to each by itself/,
    );
    assert.throws(() => augment.apply({ label: 1 }), /expected a sample with an image, video/);
    const { targets, points, masks } = fullSample(4, 4);
    for (const part of [targets, points, masks])
      assert.throws(
        () => augment.apply([noise(4, 4), part]),
        /without boxes, masks and key points/,
      );
    for (const channels of [2, 4] as const)
      assert.throws(() => augment.apply(noise(4, 4, channels)), /1 or 3 channels/);
    assert.throws(
      () => new AutoAugment("coco" as never),
      /AutoAugment: expected policy to be one of imagenet, cifar10, svhn, got "coco"/,
    );
    assert.throws(() => new AutoAugment("svhn", { fill: [] }), /AutoAugment: expected a fill/);
  });
});
