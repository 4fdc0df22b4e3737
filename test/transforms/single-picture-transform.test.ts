import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Image, Mask, Video } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { functional } from "../../src/transforms/index.ts";
import type { PictureFacts } from "../../src/transforms/parts.ts";
import {
  onePicture,
  SinglePictureTransform,
} from "../../src/transforms/single-picture-transform.ts";
import { Rng } from "../../src/util/rng.ts";
import { withLabel } from "./augment-golden.ts";
import { noise } from "./samples.ts";
import { transformSuite } from "./suite.ts";

class Solarized extends SinglePictureTransform<number> {
  constructor() {
    super("Solarized", {});
  }
  protected draw(rng: Rng, { height }: PictureFacts): number {
    return rng.int(0, 256 - height);
  }
  protected image(image: Image, threshold: number): Image {
    return functional.solarize(image, threshold);
  }
}

transformSuite(Solarized, {
  sample: (height, width) => withLabel(noise(height, width)),
  cases: [[]],
  own: { Solarized: { build: Solarized, positional: [] } },
});

describe("SinglePictureTransform", () => {
  test("changes videos and tensors whole, and passes labels", () => {
    const video = new Video([noise(3, 4), noise(3, 4, 3, 8)]);
    const labels = Tensor.fromData(new BigInt64Array(2), [2]);
    const out = new Solarized().apply({ video, labels }, new Rng(0));
    assert.equal(out.labels, labels);
    assert.notDeepEqual(out.video.frames[1], video.frames[1]);
    const batch = Tensor.fromData(new Uint8Array(24).fill(255), [2, 3, 2, 2]);
    const got = new Solarized().apply(batch, new Rng(0)).hostData();
    assert.ok([...got].every((value) => Number(value) === 0));
  });
});

describe("onePicture", () => {
  test("gives the shape of the one picture", () => {
    const facts = { height: 3, width: 4, channels: 1, bytes: true };
    assert.deepEqual(onePicture("me", withLabel(noise(3, 4, 1))), facts);
  });

  test("refuses more, none, alpha and parts with a place", () => {
    const image = noise(3, 4);
    assert.throws(() => onePicture("me", [image, image]), /me: expected one picture or video/);
    assert.throws(() => onePicture("me", [1]), /me: expected a sample with an image/);
    assert.throws(() => onePicture("me", noise(1, 1, 4)), /me: expected 1 or 3 channels, got 4/);
    const mask = new Mask(new Uint8Array(12), [3, 4]);
    assert.throws(
      () => onePicture("me", [image, mask]),
      /me: expected a sample without boxes, masks and key points, got Mask/,
    );
  });
});
