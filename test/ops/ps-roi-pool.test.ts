import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { psRoiPool } from "../../src/ops/index.ts";
import { Tensor, zeros } from "../../src/tensor/index.ts";
import { assertTensor, unpacked } from "./golden.ts";
import { regions } from "./region-golden.ts";

const features = unpacked(regions.wide[0]);
const rois = (unpacked(regions.rois[0]).hostData() as Float32Array).slice(0, 40);

describe("psRoiPool", () => {
  for (const one of regions.sensitive)
    test(`${one.size}, scale ${one.scale} equals torchvision's`, () => {
      const rows = Tensor.fromData(rois, [8, 5]);
      const options = { spatialScale: one.scale };
      assertTensor(psRoiPool(features, rows, one.size, options), one.pool, 1e-6);
    });

  test("takes no regions", () => {
    assert.deepEqual(psRoiPool(zeros([1, 8, 4, 4]), [zeros([0, 4])], 2).shape, [0, 2, 2, 2]);
  });
});
