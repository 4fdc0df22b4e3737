import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { torchRotatedSize } from "../../../src/transforms/kernels/rotated-size.ts";

// The test of functional/rotation compares many sizes with torchvision's.
describe("torchRotatedSize", () => {
  test("holds the corners, rounded outwards", () => {
    const k = Math.SQRT1_2;
    assert.deepEqual(torchRotatedSize([k, k, 0, -k, k, 0], [10, 10]), [16, 16]);
    assert.deepEqual(torchRotatedSize([1, 0, 0, 0, 1, 0], [7, 4]), [7, 4]);
    assert.deepEqual(torchRotatedSize([1, 0, 0.5, 0, 1, 0], [7, 4]), [7, 5]);
  });

  test("overlooks less than a ten-thousandth of a pixel", () => {
    assert.deepEqual(torchRotatedSize([1, 0, 5e-5, 0, 1, 0], [7, 4]), [7, 4]);
    assert.deepEqual(torchRotatedSize([1, 0, 5e-4, 0, 1, 0], [7, 4]), [7, 5]);
  });
});
