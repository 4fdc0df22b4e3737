import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { affinePlaces, perspectivePlaces } from "../../../src/transforms/kernels/places.ts";

describe("places", () => {
  test("are of pixel centres", () => {
    const [xs, ys] = [new Float64Array(3), new Float64Array(3)];
    affinePlaces([1, 0, 0, 0, 1, 0])(2, xs, ys);
    assert.deepEqual([...xs, ...ys], [0.5, 1.5, 2.5, 2.5, 2.5, 2.5]);
    affinePlaces([2, 4, 1, 0, -1, 8])(1, xs, ys);
    assert.deepEqual([...xs, ...ys], [8, 10, 12, 6.5, 6.5, 6.5]);
  });

  test("of a perspective are divided by the depth", () => {
    const [xs, ys] = [new Float64Array(2), new Float64Array(2)];
    perspectivePlaces([1, 0, 0, 0, 1, 0, 2, 0])(0, xs, ys);
    assert.deepEqual([...xs, ...ys], [0.25, 0.375, 0.25, 0.125]);
    perspectivePlaces([1, 0, 0, 0, 1, 0, 0, 0])(3, xs, ys);
    assert.deepEqual([...xs, ...ys], [0.5, 1.5, 3.5, 3.5]);
  });
});
