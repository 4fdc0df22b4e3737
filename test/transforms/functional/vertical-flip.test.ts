import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints, Mask } from "../../../src/sample/index.ts";
import { verticalFlip } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";
import { floatNoise, labels, spelled } from "../samples.ts";

describe("verticalFlip", () => {
  for (const { input, output } of golden<{ cases: GoldenCase[] }>("vertical-flip").cases)
    test(`${input} equals Pillow's`, () =>
      assertGolden(verticalFlip(goldenInput(input)), output, 0));

  test("twice is the picture and the mask again", () => {
    for (const part of [floatNoise(5, 4), labels(3, 7), new Mask(new Int32Array(24), [2, 3, 4])])
      assert.deepEqual(spelled(verticalFlip(verticalFlip(part))), spelled(part));
  });

  test("moves boxes by their edges and key points by their centres", () => {
    const canvasSize = [10, 8] as const;
    const boxes = BoundingBoxes.from([[1, 2, 4, 6]], { format: "XYXY", canvasSize });
    assert.deepEqual([...verticalFlip(boxes).data], [1, 4, 4, 8]);
    const points = KeyPoints.from([[3, 0]], { canvasSize });
    assert.deepEqual([...verticalFlip(points).data], [3, 9]);
  });
});
