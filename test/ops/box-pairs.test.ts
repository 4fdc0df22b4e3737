import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  hullSides,
  overlapRatio,
  pairwise,
  sharedArea,
  withAreas,
} from "../../src/ops/box-pairs.ts";
import { boxRows } from "../../src/ops/box-rows.ts";
import { tensor } from "../../src/tensor/index.ts";

const rows = withAreas(
  boxRows(
    "me",
    tensor([
      [0, 0, 4, 4],
      [2, 1, 6, 3],
      [9, 9, 9, 12],
    ]),
  ),
);

describe("pairs of boxes", () => {
  test("share an area, and have a box around them", () => {
    assert.deepEqual([...rows.areas], [16, 8, 0]);
    assert.equal(sharedArea(rows, 0, rows, 1), 4);
    assert.equal(overlapRatio(rows, 0, rows, 1), Math.fround(4 / 20));
    assert.deepEqual(hullSides(rows, 0, rows, 1), [6, 4]);
    assert.equal(sharedArea(rows, 0, rows, 2), 0);
    assert.ok(Number.isNaN(overlapRatio(rows, 2, rows, 2)));
  });

  test("are visited row by row", () => {
    const boxes = tensor([
      [0, 0, 1, 1],
      [0, 0, 2, 2],
    ]);
    const out = pairwise(
      "me",
      boxes,
      tensor([[0, 0, 3, 3]]),
      (a, i, b, j) => a.areas[i]! + 10 * b.areas[j]!,
    );
    assert.deepEqual(
      [out.shape, [...(out.hostData() as Float32Array)]],
      [
        [2, 1],
        [91, 94],
      ],
    );
  });
});
