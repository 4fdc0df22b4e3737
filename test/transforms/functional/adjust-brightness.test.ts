import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { adjustBrightness } from "../../../src/transforms/functional/index.ts";
import { testColorCalls } from "../color-golden.ts";
import { floatNoise, noise } from "../samples.ts";

describe("adjustBrightness", () => {
  testColorCalls(adjustBrightness);

  test("multiplies, truncates and cuts bytes; alpha stays", () => {
    const image = new Image(Uint8Array.of(0, 101, 200, 7), { width: 1, height: 1, channels: 4 });
    assert.deepEqual([...adjustBrightness(image, 1.5).data], [0, 151, 255, 7]);
  });

  test("does videos frame by frame and tensors picture by picture", () => {
    const frame = noise(3, 4);
    const video = adjustBrightness(new Video([frame, frame]), 0.5);
    assert.deepEqual(video.frames[1]!.data, adjustBrightness(frame, 0.5).data);
    const pair = Tensor.fromData(Uint8Array.of(10, 20, 30, 255), [2, 1, 1, 2]);
    assert.deepEqual([...adjustBrightness(pair, 2).hostData()].map(Number), [20, 40, 60, 255]);
  });

  test("gives bytes back as they are for factor 1", () => {
    const image = noise(3, 4);
    assert.equal(adjustBrightness(image, 1), image);
  });

  test("refuses negative factors, parts without pixels, floats with alpha", () => {
    assert.throws(
      () => adjustBrightness(noise(2, 2), -0.1),
      /^VisionError: adjustBrightness: expected brightnessFactor to be a finite number >= 0, got -0.1/,
    );
    assert.throws(
      () => adjustBrightness("x" as never, 1),
      /an Image, a Video or a Tensor \[..., c, h, w\], got "x"/,
    );
    assert.throws(
      () => adjustBrightness(floatNoise(2, 2, 4), 2),
      /adjustBrightness: expected 1 or 3 channels, got 4/,
    );
  });
});
