import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Image, Video } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { gaussianNoise } from "../../../src/transforms/functional/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { assertGolden, golden, goldenInput, type Packed } from "../golden.ts";
import { noise } from "../samples.ts";

interface VideoCase {
  readonly seed: number;
  readonly frames: readonly string[];
  readonly outputs: readonly Packed[];
  readonly after: number;
}

describe("gaussianNoise", () => {
  const { videos } = golden<{ videos: readonly VideoCase[] }>("gaussian-noise");
  for (const { seed, frames, outputs, after } of videos) {
    test(`draws a video of ${frames} as one tensor`, () => {
      const rng = new Rng(seed);
      const video = new Video(frames.map((name) => goldenInput(name) as Image));
      const got = gaussianNoise(video, {}, rng);
      for (const [i, frame] of got.frames.entries()) assertGolden(frame, outputs[i]!, undefined);
      assert.equal(rng.next(), after);
    });
  }

  test("with sigma 0 adds the mean", () => {
    const image = noise(4, 5);
    const got = gaussianNoise(image, { mean: 0.2, sigma: 0 });
    assert.deepEqual(
      [...got.data],
      Array.from(image.data, (value) => Math.min(255, value + 51)),
    );
  });

  test("without clip bytes wrap around", () => {
    const image = noise(4, 5);
    const got = gaussianNoise(image, { mean: -1, sigma: 0, clip: false });
    assert.deepEqual(
      [...got.data],
      Array.from(image.data, (value) => (value + 1) % 256),
    );
  });

  test("refuses labels and whole numbers", () => {
    assert.throws(
      () => gaussianNoise(Tensor.fromData(new Float32Array(3), [3])),
      /Tensor \[\.\.\./,
    );
    const counts = Tensor.fromData(new Int32Array(8), [2, 2, 2]);
    assert.throws(() => gaussianNoise(counts), /a float32 or uint8 tensor, got "int32"/);
    assert.throws(() => gaussianNoise(7 as never), /an Image, a Video or a Tensor/);
  });
});
