import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints } from "../../../src/sample/index.ts";
import { resizedCrop } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";

describe("resizedCrop", () => {
  for (const { input, args, output } of golden<{ cases: GoldenCase[] }>("resized-crop").cases)
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const [rectangle, size, options] = args;
      assertGolden(resizedCrop(goldenInput(input), rectangle, size, options), output, 0);
    });

  test("boxes and key points are cut, then scaled", () => {
    const canvasSize = [20, 20] as const;
    const rectangle = { top: 5, left: 5, height: 10, width: 5 };
    const boxes = BoundingBoxes.from([[6, 7, 12, 9]], { format: "XYXY", canvasSize });
    const cut = resizedCrop(boxes, rectangle, 20);
    assert.deepEqual(
      [[...cut.data], cut.size],
      [
        [4, 4, 20, 8],
        [20, 20],
      ],
    );
    const points = KeyPoints.from([[7, 10]], { canvasSize });
    assert.deepEqual([...resizedCrop(points, rectangle, 20).data], [8, 10]);
  });
});
