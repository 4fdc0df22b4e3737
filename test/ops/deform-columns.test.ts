import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bilinear, columnsInto, placesAlong } from "../../src/ops/deform-columns.ts";

const axis = { size: 3, kernel: 2, stride: 1, padding: 0, dilation: 1 };

describe("columns of deformable convolutions", () => {
  test("places along an axis", () => {
    assert.equal(placesAlong(axis), 2);
    assert.equal(placesAlong({ ...axis, padding: 1, stride: 2 }), 2);
    assert.equal(placesAlong({ ...axis, dilation: 4 }), -1);
  });

  test("between features, and fading to zero beyond the border", () => {
    const plane = Float32Array.of(1, 2, 3, 4);
    assert.equal(bilinear(plane, 2, 2, 0.5, 0.5), 2.5);
    assert.equal(bilinear(plane, 2, 2, -0.5, 0), 0.5);
    assert.equal(bilinear(plane, 2, 2, 1.5, 1.5), 1);
    assert.equal(bilinear(plane, 2, 2, -1, 0), 0);
    assert.equal(bilinear(plane, 2, 2, Number.NaN, 0), 0);
  });

  test("each tap looks where its offset points", () => {
    const image = Float32Array.of(1, 2, 3);
    const columns = new Float32Array(4);
    const offset = Float32Array.of(0, 0, 0.5, 0, 0, 0, 0, 9); // y, x of tap 0, then of tap 1
    const across = axis;
    const down = { ...axis, size: 1, kernel: 1 };
    columnsInto(columns, { image, channels: 1, offset, mask: null, groups: 1 }, down, across);
    assert.deepEqual([...columns], [1.5, 2, 2, 0]);
  });
});
