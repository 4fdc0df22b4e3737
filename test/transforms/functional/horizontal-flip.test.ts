import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, type Image, KeyPoints } from "../../../src/sample/index.ts";
import { horizontalFlip } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";

describe("horizontalFlip", () => {
  for (const { input, output } of golden<{ cases: GoldenCase[] }>("horizontal-flip").cases) {
    test(`${input} equals torchvision's`, () => {
      assertGolden(horizontalFlip(goldenInput(input) as Image), output, undefined);
    });
  }

  test("mirrors edges at the width, pixel centres at the width less one", () => {
    const canvasSize = [5, 10] as const;
    const rows = { XYXY: [1, 0, 4, 5], XYWH: [1, 0, 3, 5], CXCYWH: [2.5, 2.5, 3, 5] };
    const want = { XYXY: [6, 0, 9, 5], XYWH: [6, 0, 3, 5], CXCYWH: [7.5, 2.5, 3, 5] };
    for (const format of ["XYXY", "XYWH", "CXCYWH"] as const) {
      const boxes = BoundingBoxes.from([rows[format]], { format, canvasSize });
      assert.deepEqual([...horizontalFlip(boxes).data], want[format], format);
    }
    const points = KeyPoints.from([[1, 3]], { canvasSize });
    assert.deepEqual([...horizontalFlip(points).data], [8, 3]);
  });
});
