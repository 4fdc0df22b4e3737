import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { roiAlign } from "../../src/ops/index.ts";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import { assertTensor, unpacked } from "./golden.ts";
import { regions } from "./region-golden.ts";

const features = unpacked(regions.features[0]);
const rois = unpacked(regions.rois[0]);

describe("roiAlign", () => {
  for (const { size, scale, ratio, aligned, want } of regions.align)
    test(`${size}, scale ${scale}, ratio ${ratio}, aligned ${aligned} equals torchvision's`, () => {
      const options = { spatialScale: scale, samplingRatio: ratio, aligned };
      assertTensor(roiAlign(features, rois, size, options), want, 1e-5);
    });

  test("takes the boxes of each map", () => {
    const [{ boxes, align }] = regions.listed;
    assertTensor(roiAlign(features, boxes.map(unpacked), 2), align, 1e-5);
  });

  test("takes BoundingBoxes, and no regions at all", () => {
    const info = { format: "XYWH", canvasSize: [11, 13] } as const;
    const boxes = BoundingBoxes.from([[1, 2, 6, 5]], info);
    const one = roiAlign(features, [boxes], 3).hostData();
    const same = roiAlign(features, tensor([[0, 1, 2, 7, 7]]), 3).hostData();
    assert.deepEqual(one, same);
    assert.deepEqual(roiAlign(features, zeros([0, 5]), 3).shape, [0, 3, 3, 3]);
  });

  test("refuses what it cannot sample", () => {
    assert.throws(() => roiAlign(zeros([2, 2]), rois, 1), /float32 features \[n, c, h, w\]/);
    assert.throws(() => roiAlign(features, zeros([1, 4]), 1), /regions \[k, 5\], or a list/);
    assert.throws(
      () => roiAlign(features, tensor([[2, 0, 0, 1, 1]]), 1),
      /map .* in \[0, 1\], got 2/,
    );
    assert.throws(() => roiAlign(features, rois, 0), /outputSize to be a whole number >= 1/);
    assert.throws(() => roiAlign(features, rois, 1, { spatialScale: 0 }), /spatialScale > 0/);
    assert.throws(() => roiAlign(features, rois, 1, { samplingRatio: 0.5 }), /samplingRatio/);
  });
});
