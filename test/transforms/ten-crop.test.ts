import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Image } from "../../src/sample/index.ts";
import { functional, TenCrop } from "../../src/transforms/index.ts";
import { fullSample, noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

const pictures = (height: number, width: number) => ({ image: noise(height, width), label: 4 });
transformSuite(TenCrop, {
  cases: [[1], [[1, 1], { verticalFlip: true }]],
  sample: pictures,
  multiplies: true,
});

describe("TenCrop", () => {
  test("is five crops of the picture and five of its mirror image", () => {
    const image = noise(6, 7);
    const ten = new TenCrop(4).apply<Image, Image[]>(image);
    const upside = new TenCrop(4, { verticalFlip: true }).apply<Image, Image[]>(image);
    const { fiveCrop, horizontalFlip, verticalFlip } = functional;
    assert.deepEqual(spelled(ten.slice(5)), spelled([...fiveCrop(horizontalFlip(image), 4)]));
    assert.deepEqual(spelled(upside.slice(5)), spelled([...fiveCrop(verticalFlip(image), 4)]));
  });

  test("refuses boxes, masks and a flip that is no boolean", () => {
    assert.throws(
      () => new TenCrop(2).apply(fullSample(5, 5)),
      /TenCrop: expected a sample without/,
    );
    assert.throws(() => new TenCrop(2, { verticalFlip: 1 as never }), /verticalFlip true or false/);
  });
});
