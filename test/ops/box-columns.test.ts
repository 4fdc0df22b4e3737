import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { columnsOf, ratio } from "../../src/ops/box-columns.ts";
import { boxRows } from "../../src/ops/box-rows.ts";
import { tensor } from "../../src/tensor/index.ts";

describe("columns of boxes", () => {
  const rows = [
    [0, 1, 2, 4],
    [5, 6, 8, 7],
  ];

  test("hold one number each, in the order asked for", () => {
    const all = columnsOf(boxRows("me", tensor(rows)));
    assert.deepEqual(
      [[...all.x1], [...all.y2], [...all.area]],
      [
        [0, 5],
        [4, 7],
        [6, 3],
      ],
    );
    assert.deepEqual([all.float32, all.wide], [true, false]);
    const some = columnsOf(boxRows("me", tensor(rows, { dtype: "float64" })), Int32Array.of(1));
    assert.deepEqual([[...some.x1], some.float32, some.wide], [[5], false, true]);
  });

  test("ratios are rounded at each step, or not at all", () => {
    assert.equal(ratio(1, 2, 4, 4, false), 2 / 6);
    assert.equal(ratio(1, 2, 4, 4, true), Math.fround(2 / 6));
  });
});
