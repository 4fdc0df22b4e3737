import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { rgbToGrayscale, toGrayscale } from "../../../src/transforms/functional/index.ts";
import {
  checkGrayChannels,
  grayPicture,
  withChannels,
} from "../../../src/transforms/functional/rgb-to-grayscale.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("rgbToGrayscale", () => {
  testColorCalls(rgbToGrayscale);

  test("is toGrayscale too", () => assert.equal(toGrayscale, rgbToGrayscale));

  test("changes the channels of tensors and videos", () => {
    const x = Tensor.fromData(new Float32Array(24).fill(0.5), [2, 3, 2, 2]);
    assert.deepEqual(rgbToGrayscale(x).shape, [2, 1, 2, 2]);
    const video = rgbToGrayscale(new Video([noise(2, 2), noise(2, 2, 3, 9)]));
    assert.equal(video.frames[1]!.channels, 1);
  });

  test("keeps a grey picture, and what else a picture carries", () => {
    const gray = noise(2, 2, 1);
    assert.equal(rgbToGrayscale(gray), gray);
    assert.equal(grayPicture(gray, 1), gray);
    const turned = new Image(noise(1, 1).data, {
      width: 1,
      height: 1,
      channels: 3,
      orientation: 6,
    });
    assert.equal(rgbToGrayscale(turned).orientation, 6);
    assert.equal(withChannels(turned, Uint8Array.of(1), 1).orientation, 6);
  });

  test("refuses 2 output channels, and floats with alpha", () => {
    assert.throws(() => rgbToGrayscale(noise(2, 2), { numOutputChannels: 2 }), {
      message: "rgbToGrayscale: expected numOutputChannels 1 or 3, got 2; pass 1 or 3",
    });
    assert.equal(checkGrayChannels("me", 3), 3);
    assert.throws(() => rgbToGrayscale(floatNoise(2, 2, 4)), /expected 1 or 3 channels, got 4/);
  });
});
