import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes } from "../../../src/sample/index.ts";
import {
  convertBoundingBoxFormat,
  sanitizeBoundingBoxes,
} from "../../../src/transforms/functional/index.ts";

const canvasSize = [10, 20] as const;

describe("sanitizeBoundingBoxes", () => {
  const rows = [
    [0, 0, 1, 1], // just large enough
    [0, 0, 20, 10], // touches all sides
    [0, 0, 0.99, 5],
    [3, 3, 9, 3.5],
    [-0.01, 0, 5, 5],
    [15, 2, 20.01, 5],
    [2, 2, 5, 10.01],
    [5, 5, 2, 2], // turned inside out
  ];
  const want = [true, true, false, false, false, false, false, false];

  test("keeps boxes that are large enough and on the canvas, in each format", () => {
    const boxes = BoundingBoxes.from(rows, { format: "XYXY", canvasSize });
    for (const format of ["XYXY", "XYWH", "CXCYWH"] as const) {
      const [kept, mask] = sanitizeBoundingBoxes(convertBoundingBoxFormat(boxes, format));
      assert.deepEqual(mask, want, format);
      assert.equal(kept.length, 2);
      assert.equal(kept.format, format);
    }
  });

  test("takes limits of side and area", () => {
    const boxes = BoundingBoxes.from(
      [
        [0, 0, 2, 8],
        [0, 0, 4, 4],
        [0, 0, 3, 5],
      ],
      { format: "XYXY", canvasSize },
    );
    assert.deepEqual(sanitizeBoundingBoxes(boxes, { minSize: 3 })[1], [false, true, true]);
    assert.deepEqual(sanitizeBoundingBoxes(boxes, { minArea: 16 })[1], [true, true, false]);
  });

  test("measures turned boxes along their sides", () => {
    const info = { format: "CXCYWHR", canvasSize } as const;
    const turned = BoundingBoxes.from(
      [
        [10, 5, 4, 0.5, 30],
        [10, 5, 4, 2, 30],
        [10, 5, 8, 0.5, 0],
        [1, 5, 4, 4, 45], // its left corner is outside
      ],
      info,
    );
    assert.deepEqual(sanitizeBoundingBoxes(turned)[1], [false, true, false, false]);
    const corners = convertBoundingBoxFormat(turned, "XYXYXYXY");
    assert.deepEqual(sanitizeBoundingBoxes(corners)[1], [false, true, false, false]);
  });

  test("gives all boxes back as they are, and takes none", () => {
    const boxes = BoundingBoxes.from([[0, 0, 5, 5]], { format: "XYXY", canvasSize });
    assert.equal(sanitizeBoundingBoxes(boxes)[0], boxes);
    const none = BoundingBoxes.from([], { format: "XYXY", canvasSize });
    assert.deepEqual(sanitizeBoundingBoxes(none)[1], []);
    assert.throws(() => sanitizeBoundingBoxes([1] as never), /expected BoundingBoxes, got \[1\]/);
  });
});
