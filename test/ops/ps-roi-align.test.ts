import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { psRoiAlign } from "../../src/ops/index.ts";
import { tensor, zeros } from "../../src/tensor/index.ts";
import { assertTensor, unpacked } from "./golden.ts";
import { regions } from "./region-golden.ts";

const features = unpacked(regions.wide[0]);
const rois = unpacked(regions.rois[0]);

describe("psRoiAlign", () => {
  for (const one of regions.sensitive)
    for (const samplingRatio of [-1, 2] as const)
      test(`${one.size}, scale ${one.scale}, ratio ${samplingRatio} equals torchvision's`, () => {
        const want = one[`align${samplingRatio}`];
        const rows = (rois.hostData() as Float32Array).slice(0, 5 * want.shape[0]!);
        const some = tensor(
          Array.from({ length: want.shape[0]! }, (_, i) => [...rows.subarray(5 * i, 5 * i + 5)]),
        );
        const options = { spatialScale: one.scale, samplingRatio };
        assertTensor(psRoiAlign(features, some, one.size, options), want, 1e-5);
      });

  test("refuses channels that do not divide", () => {
    assert.throws(
      () => psRoiAlign(zeros([1, 10, 4, 4]), zeros([0, 5]), 3),
      /^VisionError: psRoiAlign: expected channels divisible by 3 \* 3, got 10/,
    );
  });
});
