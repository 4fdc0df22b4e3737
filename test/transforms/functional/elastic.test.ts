import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, type Image, KeyPoints } from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { elastic, elasticTransform } from "../../../src/transforms/functional/index.ts";
import type { WarpOptions } from "../../../src/transforms/functional/warp.ts";
import { assertGolden, golden, goldenInput, type Packed } from "../golden.ts";
import { within } from "../pictures.ts";
import { floatNoise, labels, noise } from "../samples.ts";

interface Content {
  readonly cases: readonly {
    readonly input: string;
    readonly field: string;
    readonly options: WarpOptions;
    readonly output: Packed;
    readonly tolerance?: number;
  }[];
  readonly fields: Readonly<Record<string, Packed>>;
}

function tensorOf({ data, shape }: Packed): Tensor {
  const bytes = new Uint8Array(Buffer.from(data!, "base64"));
  return Tensor.fromData(new Float32Array(bytes.buffer), shape);
}

/** Everything is taken from `(x, y)` pixels to the right and below. */
function shiftField(height: number, width: number, [x, y]: readonly [number, number]): Tensor {
  const pair = [(2 * x) / width, (2 * y) / height];
  const data = Float32Array.from({ length: 2 * height * width }, (_, i) => pair[i % 2]!);
  return Tensor.fromData(data, [1, height, width, 2]);
}

describe("elastic", () => {
  const { cases, fields } = golden<Content>("warp-elastic");
  assert.ok(cases.length > 0);
  for (const { input, field, options, output, tolerance } of cases) {
    test(`${input} ${JSON.stringify(options)} equals torchvision's`, () => {
      const part = goldenInput(input) as Image;
      assertGolden(elastic(part, tensorOf(fields[field]!), options), output, tolerance);
    });
  }

  test("without displacement keeps all parts", () => {
    const still = shiftField(8, 6, [0, 0]);
    const canvasSize = [8, 6] as const;
    assert.deepEqual(elastic(noise(8, 6), still).data, noise(8, 6).data);
    within(elastic(floatNoise(8, 6, 3), still).data, floatNoise(8, 6, 3).data, 1e-6);
    assert.deepEqual(elastic(labels(8, 6), still).data, labels(8, 6).data);
    // Up to the right and the bottom edge, where torchvision has no answer.
    const whole = BoundingBoxes.from([[0, 0, 6, 8]], { format: "XYXY", canvasSize });
    within(elastic(whole, still).data, whole.data, 1e-5);
    const points = KeyPoints.from([[2, 3]], { canvasSize });
    within(elastic(points, still).data, points.data, 1e-5);
  });

  test("moves boxes and key points against the displacement, in whole pixels", () => {
    const canvasSize = [40, 50] as const;
    const field = shiftField(40, 50, [2, -3]);
    const boxes = BoundingBoxes.from([[10.25, 10, 20, 21.5]], { format: "XYXY", canvasSize });
    within(elastic(boxes, field).data, [9, 13, 18, 25], 1e-4);
    const points = KeyPoints.from(
      [
        [10.75, 10.25],
        [-5, 99],
      ],
      { canvasSize },
    );
    within(elastic(points, field).data, [8, 13, -2, 42], 1e-4);
  });

  test("rotated boxes move by their centre and keep size and angle", () => {
    const info = { canvasSize: [40, 50] as const, clampingMode: null };
    const field = shiftField(40, 50, [2, -3]);
    const box = BoundingBoxes.from([[25, 20, 8, 4, 30]], { ...info, format: "CXCYWHR" });
    within(elastic(box, field).data, [23, 23, 8, 4, 30], 1e-4);
    const quad = BoundingBoxes.from([[20, 10, 30, 10, 30, 14, 20, 14]], {
      ...info,
      format: "XYXYXYXY",
    });
    within(elastic(quad, field).data, [18, 13, 28, 13, 28, 17, 18, 17], 1e-3);
  });

  test("has torchvision's older name as well", () => assert.equal(elasticTransform, elastic));

  test("refuses fields that do not fit, and cubic interpolation", () => {
    const field = shiftField(8, 6, [0, 0]);
    assert.throws(() => elastic(noise(6, 8), field), {
      message:
        "elastic: expected displacement as a float32 tensor [1, 6, 8, 2], " +
        'got { dtype: "float32", shape: [1, 8, 6, 2] }; match the part\'s height and width',
    });
    assert.throws(() => elastic(noise(8, 6), [0] as never), /displacement as a float32 tensor/);
    assert.throws(
      () => elastic(noise(8, 6), field, { interpolation: "bicubic" }),
      /"nearest" or "bilinear" for floats, got "bicubic"/,
    );
  });
});
