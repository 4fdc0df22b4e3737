import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, isRotatedBoundingFormat } from "../../src/sample/index.ts";

const canvasSize = [4, 6] as const;

describe("BoundingBoxes", () => {
  test("keep their rows, format and canvas", () => {
    const boxes = BoundingBoxes.from(
      [
        [1, 2, 3, 4],
        [0, 0, 6, 4],
      ],
      { format: "XYXY", canvasSize },
    );
    assert.equal(boxes.length, 2);
    assert.deepEqual([...boxes.data], [1, 2, 3, 4, 0, 0, 6, 4]);
    assert.deepEqual([boxes.format, boxes.size], ["XYXY", [4, 6]]);
    assert.equal(BoundingBoxes.from([], { format: "XYWH", canvasSize }).length, 0);
  });

  test("take five or eight numbers a row in rotated formats", () => {
    const info = { format: "XYXYXYXY", canvasSize } as const;
    assert.equal(new BoundingBoxes(new Float32Array(16), info).length, 2);
    assert.throws(
      () => BoundingBoxes.from([[1, 2, 3, 4]], info),
      /8 numbers a row, got \[1, 2, 3, 4\]/,
    );
  });

  test("refuse bad rows, formats, numbers and canvases", () => {
    const info = { format: "XYXY", canvasSize } as const;
    assert.throws(() => new BoundingBoxes(new Float32Array(5), info), /4 numbers a row, got 5/);
    assert.throws(
      () => BoundingBoxes.from([[1, 2, Number.NaN, 4]], info),
      /finite coordinates, got NaN/,
    );
    assert.throws(() => new BoundingBoxes([1] as never, info), /in a Float32Array, got \[1\]/);
    const other = { format: "xyxy" as never, canvasSize };
    assert.throws(() => new BoundingBoxes(new Float32Array(4), other), /format to be one of XYXY/);
    const flat = { format: "XYXY", canvasSize: [0, 6] } as const;
    assert.throws(() => new BoundingBoxes(new Float32Array(4), flat), /canvasSize\[0\] \(height\)/);
  });

  test("keep a clamping mode, soft unless another is given", () => {
    const info = { format: "XYXY", canvasSize } as const;
    assert.equal(BoundingBoxes.from([], info).clampingMode, "soft");
    for (const clampingMode of ["soft", "hard", null] as const)
      assert.equal(BoundingBoxes.from([], { ...info, clampingMode }).clampingMode, clampingMode);
    assert.throws(
      () => BoundingBoxes.from([], { ...info, clampingMode: "none" as never }),
      /BoundingBoxes: expected clampingMode "soft", "hard" or null, got "none"/,
    );
  });

  test("know the length of a row, and the formats that are rotated", () => {
    const rotated = ["XYXY", "XYWH", "CXCYWH", "XYWHR", "CXCYWHR", "XYXYXYXY"] as const;
    assert.deepEqual(rotated.map(isRotatedBoundingFormat), [false, false, false, true, true, true]);
    const info = { format: "CXCYWHR", canvasSize } as const;
    assert.equal(BoundingBoxes.from([], info).rowLength, 5);
    assert.throws(() => isRotatedBoundingFormat("XY" as never), /format to be one of XYXY/);
  });
});
