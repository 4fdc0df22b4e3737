import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, type Image, KeyPoints, Mask, Video } from "../../../src/sample/index.ts";
import { crop, type Rectangle } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";
import { noise } from "../samples.ts";

describe("crop", () => {
  for (const { input, args, output } of golden<{ cases: GoldenCase[] }>("crop").cases) {
    test(`${input} ${JSON.stringify(args)} equals torchvision's`, () => {
      const [rectangle] = args as unknown as [Rectangle];
      assertGolden(crop(goldenInput(input) as Image, rectangle), output, undefined);
    });
  }

  const rectangle = { top: 2, left: 1, height: 4, width: 5 };
  const canvasSize = [10, 8] as const;

  test("moves boxes and cuts them to the rectangle, in each format", () => {
    const rows = { XYXY: [0, 0, 3, 4], XYWH: [0, 0, 3, 4], CXCYWH: [1.5, 2, 3, 4] };
    const want = { XYXY: [0, 0, 2, 2], XYWH: [0, 0, 2, 2], CXCYWH: [1, 1, 2, 2] };
    for (const format of ["XYXY", "XYWH", "CXCYWH"] as const) {
      const out = crop(BoundingBoxes.from([rows[format]], { format, canvasSize }), rectangle);
      assert.deepEqual([...out.data], want[format], format);
      assert.deepEqual(out.canvasSize, [4, 5]);
    }
  });

  test("leaves a box outside the rectangle without area", () => {
    const boxes = BoundingBoxes.from([[7, 8, 8, 10]], { format: "XYXY", canvasSize });
    assert.deepEqual([...crop(boxes, rectangle).data], [5, 4, 5, 4]);
  });

  test("moves key points, also out of the rectangle", () => {
    const points = KeyPoints.from(
      [
        [0, 0],
        [3, 4],
      ],
      { canvasSize },
    );
    assert.deepEqual([...crop(points, rectangle).data], [-1, -2, 2, 2]);
  });

  test("cuts masks plane by plane and videos frame by frame", () => {
    const mask = new Mask(
      Int32Array.from({ length: 12 }, (_, i) => i),
      [2, 2, 3],
    );
    const corner = crop(mask, { top: 1, left: 2, height: 1, width: 2 });
    assert.deepEqual([...corner.data], [5, 0, 11, 0]);
    const frames = [noise(10, 8, 3, 1), noise(10, 8, 3, 2)];
    const cut = crop(new Video(frames), rectangle);
    assert.deepEqual(cut.frames[1]!.data, crop(frames[1]!, rectangle).data);
  });

  test("refuses rectangles that are none", () => {
    const image = noise(4, 4);
    assert.throws(() => crop(image, { ...rectangle, height: 0 }), /crop: expected height to be/);
    assert.throws(
      () => crop(image, { ...rectangle, top: 0.5 }),
      /crop: expected top to be a whole/,
    );
    assert.throws(() => crop(image, { ...rectangle, width: 1e9 }), { code: "TOO_LARGE" });
  });
});
