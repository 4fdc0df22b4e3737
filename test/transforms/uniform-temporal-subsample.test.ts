import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { UniformTemporalSubsample } from "../../src/transforms/index.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(UniformTemporalSubsample, { cases: [[1], [2], [5]] });

describe("UniformTemporalSubsample", () => {
  test("takes frames of videos, and of tensors that have them", () => {
    const sample = {
      ...fullSample(4, 5),
      clip: Tensor.fromData(
        Float32Array.from({ length: 6 }, (_, i) => i),
        [6, 1, 1, 1],
      ),
      still: Tensor.fromData(new Float32Array(60), [3, 4, 5]),
    };
    const got = new UniformTemporalSubsample(3).apply(sample);
    assert.deepEqual(
      got.video.frames,
      [0, 0, 1].map((i) => sample.video.frames[i]),
    );
    assert.deepEqual([...got.clip.hostData()], [0, 2, 5]);
    for (const key of ["image", "targets", "masks", "points", "still", "target"] as const)
      assert.equal(got[key], sample[key]);
  });

  test("gives images back as they are", () => {
    const image = noise(2, 2);
    assert.equal(new UniformTemporalSubsample(2).apply(image), image);
  });

  test("refuses counts that are none", () => {
    const message =
      /UniformTemporalSubsample: expected numSamples to be a whole number >= 1, got 0/;
    assert.throws(() => new UniformTemporalSubsample(0), message);
    assert.throws(() => new UniformTemporalSubsample(1.5), /got 1.5/);
  });
});
