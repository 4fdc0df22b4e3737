import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BoundingBoxes, KeyPoints } from "../../../src/sample/index.ts";
import { affine, rotate } from "../../../src/transforms/functional/index.ts";
import { within } from "../pictures.ts";
import { floatNoise, noise } from "../samples.ts";
import { placeGoldens, type Warp, warpGoldens } from "../warps.ts";

describe("affine", () => {
  warpGoldens("warp-affine", affine as unknown as Warp);
  placeGoldens("affine", affine as unknown as Warp);

  test("with nothing to do keeps every value", () => {
    for (const image of [noise(7, 5, 3), noise(6, 4, 1), floatNoise(7, 5, 3)])
      for (const interpolation of ["nearest", "bilinear"] as const)
        within(affine(image, 0, { interpolation }).data, image.data, 1e-6);
  });

  test("a single shear is along x, a list of one along both", () => {
    const image = noise(20, 20, 1);
    const same = (a: object, b: object) =>
      assert.deepEqual(affine(image, 0, a).data, affine(image, 0, b).data);
    same({ shear: 20 }, { shear: [20, 0] });
    same({ shear: [20] }, { shear: [20, 20] });
  });

  test("turns clockwise, against rotate", () => {
    const points = KeyPoints.from([[3, 4]], { canvasSize: [10, 10] });
    within(affine(points, 30).data, rotate(points, -30).data, 1e-6);
    assert.ok(affine(points, 90).data[0]! > 5, "from the top left to the top right");
  });

  test("moves rotated boxes by their corners", () => {
    const info = { canvasSize: [60, 60] as const, clampingMode: null };
    const box = BoundingBoxes.from([[20, 30, 12, 6, 25]], { ...info, format: "CXCYWHR" });
    const moved = affine(box, -35, { translate: [3, -4], scale: 0.5 });
    // Turned counter-clockwise by 35 degrees and halved about the middle.
    const [c, s] = [Math.cos((35 * Math.PI) / 180), Math.sin((35 * Math.PI) / 180)];
    within(moved.data, [33 - 5 * c, 26 + 5 * s, 6, 3, 60], 1e-3);
  });

  test("works on degenerate sizes", () => {
    for (const [height, width] of [
      [1, 1],
      [1, 9],
      [9, 1],
    ] as const)
      for (const image of [noise(height, width), floatNoise(height, width, 1)])
        assert.deepEqual(affine(image, 20, { scale: 1.5 }).size, [height, width]);
  });

  test("refuses what it cannot do, by name", () => {
    const image = noise(4, 4);
    const refused: [() => unknown, RegExp][] = [
      [
        () => affine(image, Number.POSITIVE_INFINITY),
        /affine: expected angle to be a finite number/,
      ],
      [() => affine(image, 0, { scale: 0 }), /affine: expected a scale above 0, got 0/],
      [() => affine(image, 0, { translate: 3 as never }), /translate as \[x, y\], got 3/],
      [() => affine(image, 0, { shear: [1, 2, 3] as never }), /shear as \[x, y\], got \[1, 2, 3\]/],
      [
        () => affine(image, 0, { center: [Number.NaN, 0] }),
        /center to be a finite number, got NaN/,
      ],
    ];
    for (const [call, message] of refused) assert.throws(call, message);
  });
});
