import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Video } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { functional, RGB } from "../../src/transforms/index.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RGB, { cases: [[]] });

describe("RGB", () => {
  test("gives three channels to pictures of 1, 2, 3 and 4", () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const image = noise(3, 2, channels);
      const rgb = new RGB().apply(image);
      assert.equal(rgb.channels, 3);
      assert.deepEqual(rgb, functional.grayscaleToRgb(image));
    }
  });

  test("converts videos and tensors too", () => {
    const video = new RGB().apply(new Video([noise(2, 3, 1)]));
    assert.equal(video.frames[0]!.channels, 3);
    const x = new RGB().apply(Tensor.fromData(Float32Array.of(0.25, 1), [1, 1, 2]));
    assert.deepEqual(x.shape, [3, 1, 2]);
    assert.deepEqual([...x.hostData()].map(Number), [0.25, 1, 0.25, 1, 0.25, 1]);
  });
});
