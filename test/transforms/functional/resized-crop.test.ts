import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, type Channels, KeyPoints } from "../../../src/sample/index.ts";
import { crop, resize, resizedCrop } from "../../../src/transforms/functional/index.ts";
import { assertGolden, type GoldenCase, golden, goldenInput } from "../golden.ts";
import { floatNoise, noise, spelled } from "../samples.ts";

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

  const rectangles = [
    { top: 2, left: 3, height: 7, width: 9 },
    { top: 0, left: 0, height: 20, width: 16 },
    { top: 19, left: 15, height: 1, width: 1 },
    { top: 4, left: 4, height: 8, width: 8 },
    { top: -2, left: 10, height: 9, width: 12 },
  ];
  const ways = [
    ...(["nearest", "nearest-exact", "box", "bilinear", "hamming", "bicubic", "lanczos"] as const),
  ].map((interpolation) => ({ interpolation, antialias: true }));
  for (const how of [...ways, { interpolation: "bicubic", antialias: false } as const])
    test(`${JSON.stringify(how)}: the pixels are those of crop, then resize`, () => {
      for (const channels of [1, 2, 3, 4] satisfies Channels[])
        for (const image of [noise(20, 16, channels), floatNoise(20, 16, channels)])
          for (const rectangle of rectangles)
            for (const size of [
              [8, 8],
              [8, 11],
              [31, 7],
            ] as const) {
              const want = resize(crop(image, rectangle), size, how);
              assert.deepEqual(spelled(resizedCrop(image, rectangle, size, how)), spelled(want));
            }
    });

  test("refuses rectangles without area and sizes beyond all use", () => {
    const flat = { top: 0, left: 0, height: 0, width: 3 };
    assert.throws(() => resizedCrop(noise(4, 4), flat, 2), /crop: .*height/);
    assert.throws(() => resizedCrop(noise(4, 4), { ...flat, height: 1.5 }, 2), /crop: .*height/);
    assert.throws(() => resizedCrop(noise(4, 4), { ...flat, height: 1 }, 1e5), /TOO_LARGE|pixels/);
  });
});
