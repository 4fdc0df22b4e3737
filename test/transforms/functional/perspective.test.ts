import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints } from "../../../src/sample/index.ts";
import { perspective } from "../../../src/transforms/functional/index.ts";
import {
  type Corners,
  perspectiveCoefficients,
} from "../../../src/transforms/kernels/perspective-coefficients.ts";
import { within } from "../pictures.ts";
import { noise } from "../samples.ts";
import { placeGoldens, type Warp, warpGoldens } from "../warps.ts";

const start: Corners = [
  [0, 0],
  [19, 0],
  [19, 9],
  [0, 9],
];
const end: Corners = [
  [2, 1],
  [17, 0],
  [18, 8],
  [1, 9],
];

describe("perspective", () => {
  warpGoldens("warp-perspective", perspective as unknown as Warp);
  placeGoldens("perspective", perspective as unknown as Warp);

  test("takes key points at the start corners to the end corners", () => {
    const points = KeyPoints.from(start, { canvasSize: [10, 20] });
    within(perspective(points, start, end).data, end.flat(), 1e-4);
  });

  test("corners that stay keep every pixel", () => {
    const image = noise(10, 20);
    for (const interpolation of ["nearest", "bilinear", "bicubic"] as const)
      assert.deepEqual(perspective(image, start, start, { interpolation }).data, image.data);
  });

  test("coefficients take the corners' place", () => {
    const coefficients = perspectiveCoefficients(start, end)!;
    const image = noise(10, 20);
    const got = perspective(image, null, null, { coefficients });
    assert.deepEqual(got.data, perspective(image, start, end).data);
    assert.throws(
      () => perspective(image, start, null, { coefficients }),
      /corners or coefficient/,
    );
  });

  test("takes rotated boxes along", () => {
    const info = { canvasSize: [10, 20] as const, clampingMode: null };
    const box = BoundingBoxes.from([[4, 3, 9, 3, 9, 6, 4, 6]], { ...info, format: "XYXYXYXY" });
    const shift = start.map(([x, y]) => [x + 2, y + 1] as const) as unknown as Corners;
    within(perspective(box, start, shift).data, [6, 4, 11, 4, 11, 7, 6, 7], 1e-3);
    const none = BoundingBoxes.from([], { ...info, format: "XYWHR" });
    assert.equal(perspective(none, start, end), none);
  });

  test("refuses corners without a map, by name", () => {
    const flat = [start[0], start[1], start[1], start[0]] as const;
    const image = noise(10, 20);
    assert.throws(() => perspective(image, start, flat), /corners of which no three lie on a line/);
    assert.throws(() => perspective(image, start, null), /endPoints as four corners \[x, y\]/);
    assert.throws(() => perspective(image, [[1, 2]] as never, end), /startPoints as four corners/);
    const coefficients = [1, 1, 0, 1, 1, 0, 0, 0] as const;
    const points = KeyPoints.from([[1, 1]], { canvasSize: [10, 20] });
    assert.throws(
      () => perspective(points, null, null, { coefficients }),
      /a map with a \* e different from b \* d/,
    );
    assert.throws(
      () => perspective(image, null, null, { coefficients: [1] as never }),
      /perspective: expected 8 coefficients, got \[1\]/,
    );
  });
});
