import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { roiPool } from "../../src/ops/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import { assertTensor, unpacked } from "./golden.ts";
import { regions } from "./region-golden.ts";

const features = unpacked(regions.features[0]);
const rois = unpacked(regions.rois[0]);

describe("roiPool", () => {
  for (const { size, scale, want } of regions.pool)
    test(`${size}, scale ${scale} equals torchvision's`, () =>
      assertTensor(roiPool(features, rois, size, { spatialScale: scale }), want));

  test("takes the boxes of each map", () => {
    const [{ boxes, pool }] = regions.listed;
    assertTensor(roiPool(features, boxes.map(unpacked), 2), pool);
  });

  test("a region off the map is 0, and so is none", () => {
    const off = roiPool(features, tensor([[0, 40, 40, 50, 50]]), 2);
    assert.ok((off.hostData() as Float32Array).every((value) => value === 0));
    assert.deepEqual(roiPool(features, zeros([0, 5]), 2).shape, [0, 3, 2, 2]);
    assert.throws(() => roiPool(features, rois, [2] as never), /outputSize as a number or/);
  });
});
