import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { KeyPoints } from "../../../src/sample/index.ts";
import { clampKeyPoints } from "../../../src/transforms/functional/index.ts";

describe("clampKeyPoints", () => {
  test("moves points to the nearest pixel centre of the canvas", () => {
    const rows = [
      [-1, 9.5],
      [30, 4],
      [19.5, 8.9],
      [3.25, -0.5],
    ];
    const points = KeyPoints.from(rows, { canvasSize: [10, 20] });
    const want = [0, 9, 19, 4, 19, Math.fround(8.9), 3.25, 0];
    assert.deepEqual([...clampKeyPoints(points).data], want);
    assert.equal(points.data[0], -1);
    assert.deepEqual(clampKeyPoints(points).canvasSize, [10, 20]);
  });

  test("takes no points, and nothing but points", () => {
    assert.equal(clampKeyPoints(KeyPoints.from([], { canvasSize: [1, 1] })).length, 0);
    assert.throws(
      () => clampKeyPoints([3, 4] as never),
      /^VisionError: clampKeyPoints: expected Key/,
    );
  });
});
