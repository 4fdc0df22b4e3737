import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Image, Video } from "../../src/sample/index.ts";
import type { Tensor } from "../../src/tensor/index.ts";
import { Compose, FiveCrop, ToTensor } from "../../src/transforms/index.ts";
import { fullSample, noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

const pictures = (height: number, width: number) => ({
  image: noise(height, width),
  video: new Video([noise(height, width), noise(height, width, 3, 2)]),
  points: fullSample(height, width).points,
  label: 4,
});
transformSuite(FiveCrop, { cases: [[1], [[1, 1]]], sample: pictures, multiplies: true });

describe("FiveCrop", () => {
  test("puts five pictures in the place of one; key points pass", () => {
    const sample = pictures(7, 6);
    type Five = { image: Image[]; video: Video[]; points: unknown; label: number };
    const out = new FiveCrop([3, 2]).apply<typeof sample, Five>(sample);
    assert.deepEqual([out.image.length, out.video.length], [5, 5]);
    assert.deepEqual(
      out.image.map((image) => image.size),
      Array(5).fill([3, 2]),
    );
    assert.equal(out.points, sample.points);
    const tensors = new Compose([new FiveCrop(4), new ToTensor()]).apply<Image, Tensor[]>(
      noise(5, 5),
    );
    assert.deepEqual(
      tensors.map((tensor) => tensor.shape),
      Array(5).fill([3, 4, 4]),
    );
  });

  test("refuses boxes and masks", () => {
    const { targets, masks } = fullSample(5, 5);
    const crop = new FiveCrop(2);
    assert.throws(() => crop.apply(targets), /without boxes and masks, got "BoundingBoxes"/);
    assert.throws(() => crop.apply(masks), /FiveCrop: expected a sample without .*, got "a Mask"/);
    assert.throws(() => new FiveCrop(0), /FiveCrop: expected size/);
  });
});
