import assert from "node:assert/strict";
import { test } from "node:test";
import { Tensor } from "../../src/tensor/index.ts";
import { onlyPictures } from "../../src/transforms/only-pictures.ts";
import { fullSample } from "./samples.ts";

test("pictures are changed, boxes and masks refused, all else passes", () => {
  const { image, video, targets, masks, points, target } = fullSample(3, 3);
  const seen = (leaf: unknown) => onlyPictures("me", leaf, () => "seen");
  const picture = Tensor.fromData(new Float32Array(9), [1, 3, 3]);
  for (const leaf of [image, video, picture]) assert.equal(seen(leaf), "seen");
  for (const leaf of [points, target, 3, null, "x"]) assert.equal(seen(leaf), leaf);
  assert.throws(() => seen(targets[0]), /me: expected a sample without boxes and masks/);
  assert.throws(() => seen(masks.classes), /me: expected .*, got "a Mask"/);
});
