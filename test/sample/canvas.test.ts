import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkCanvas, checkRows, flattenRows } from "../../src/sample/canvas.ts";

describe("canvas sizes and rows", () => {
  test("a canvas is [height, width] of whole numbers, copied", () => {
    const given: [number, number] = [3, 4];
    const size = checkCanvas("me", given);
    given[0] = 9;
    assert.deepEqual(size, [3, 4]);
    for (const bad of [[3], [3, 4, 5], [0, 4], [3, 1.5], "3x4", null])
      assert.throws(() => checkCanvas("me", bad as never), /^VisionError: me: expected canvasSize/);
  });

  test("rows are finite float32 numbers in groups of k", () => {
    assert.equal(checkRows("me", new Float32Array(10), 5), 2);
    assert.throws(() => checkRows("me", new Float64Array(4), 4), /in a Float32Array/);
    assert.throws(() => checkRows("me", Float32Array.of(1, Infinity), 2), /got Infinity/);
    assert.deepEqual(
      flattenRows(
        "me",
        [
          [1, 2],
          [3, 4],
        ],
        2,
      ),
      Float32Array.of(1, 2, 3, 4),
    );
    assert.throws(() => flattenRows("me", [[1, 2], [3]], 2), /2 numbers a row, got \[3\]/);
  });
});
