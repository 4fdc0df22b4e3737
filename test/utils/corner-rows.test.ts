import assert from "node:assert/strict";
import { test } from "node:test";
import { BoundingBoxes } from "../../src/sample/index.ts";
import { Tensor } from "../../src/tensor/index.ts";
import { cornerRows } from "../../src/utils/corner-rows.ts";

const canvasSize = [50, 60] as const;

test("every format becomes whole corners, cut towards zero", () => {
  const of = (row: readonly number[], format: BoundingBoxes["format"]) =>
    cornerRows("draw", BoundingBoxes.from([row], { format, canvasSize }))[0]!.map((x) => x + 0);
  assert.deepEqual(of([1.9, -0.9, 7.5, 8], "XYXY"), [1, 0, 7, 8]);
  assert.deepEqual(of([1.5, 2, 3.5, 4], "XYWH"), [1, 2, 5, 6]);
  assert.deepEqual(of([10, 10, 5, 4], "CXCYWH"), [7, 8, 12, 12]);
  assert.deepEqual(of([10, 20, 4, 2, 0], "XYWHR"), [10, 20, 14, 20, 14, 22, 10, 22]);
  assert.deepEqual(of([12, 21, 4, 2, 0], "CXCYWHR"), [10, 20, 14, 20, 14, 22, 10, 22]);
  assert.deepEqual(of([1, 2, 3, 4, 5, 6, 7, 8], "XYXYXYXY"), [1, 2, 3, 4, 5, 6, 7, 8]);
});

test("tensors of any number type are taken", () => {
  const rows = [[1, 2, 3, 4]];
  assert.deepEqual(
    cornerRows("draw", Tensor.fromData(Float32Array.of(1.5, 2, 3.9, 4), [1, 4])),
    rows,
  );
  assert.deepEqual(
    cornerRows("draw", Tensor.fromData(BigInt64Array.of(1n, 2n, 3n, 4n), [1, 4])),
    rows,
  );
  assert.deepEqual(cornerRows("draw", Tensor.fromData(new Float32Array(0), [0, 4])), []);
});

test("boxes that cannot be drawn are refused", () => {
  const cases: [unknown, RegExp][] = [
    [
      Tensor.fromData(Float32Array.of(5, 2, 3, 4), [1, 4]),
      /x1 <= x2 and y1 <= y2, got \[5, 2, 3, 4\]/,
    ],
    [
      Tensor.fromData(Float32Array.of(Number.NaN, 2, 3, 4), [1, 4]),
      /coordinates within 16777216 pixels of the corner, got \[NaN, 2, 3, 4\]/,
    ],
    [Tensor.fromData(new Float32Array(5), [1, 5]), /a tensor \[n, 4\] or \[n, 8\], got \[1, 5\]/],
    [Tensor.fromData(new Float32Array(4), [4]), /a tensor \[n, 4\]/],
    [[[1, 2, 3, 4]], /BoundingBoxes or a tensor.*BoundingBoxes.from/],
  ];
  for (const [boxes, message] of cases)
    assert.throws(() => cornerRows("draw", boxes as never), message);
});
