import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, isRotatedBoundingFormat } from "../../src/sample/index.ts";
import { ConvertBoundingBoxFormat } from "../../src/transforms/index.ts";
import { fullSample } from "./samples.ts";
import { transformSuite } from "./suite.ts";

// Boxes that were turned, or those that were not: the others have no form in common with them.
const sampleOf = (turned: boolean) => (height: number, width: number) => {
  const sample = fullSample(height, width);
  const targets = sample.targets.filter(({ format }) => isRotatedBoundingFormat(format) === turned);
  return { ...sample, targets };
};

transformSuite(ConvertBoundingBoxFormat, {
  cases: [["XYXY"], ["XYWH"], ["CXCYWH"]],
  sample: sampleOf(false),
  rewrites: [BoundingBoxes],
});

transformSuite(ConvertBoundingBoxFormat, {
  cases: [["XYWHR"], ["CXCYWHR"], ["XYXYXYXY"]],
  sample: sampleOf(true),
  rewrites: [BoundingBoxes],
});

describe("ConvertBoundingBoxFormat", () => {
  const info = { format: "XYWH", canvasSize: [9, 9] } as const;

  test("writes boxes in its format", () => {
    const boxes = BoundingBoxes.from([[1, 2, 3, 4]], info);
    const [out] = new ConvertBoundingBoxFormat("XYXY").apply([boxes] as const);
    assert.deepEqual([out.format, ...out.data], ["XYXY", 1, 2, 4, 6]);
  });

  test("refuses formats that are none, and to turn boxes", () => {
    assert.throws(
      () => new ConvertBoundingBoxFormat("xywh" as never),
      /^VisionError: ConvertBoundingBoxFormat: expected format to be one of XYXY/,
    );
    const boxes = BoundingBoxes.from([[1, 2, 3, 4]], info);
    assert.throws(() => new ConvertBoundingBoxFormat("XYWHR").apply(boxes), /without rotation/);
  });
});
