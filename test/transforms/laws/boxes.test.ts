import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { BoxFormat } from "../../../src/sample/index.ts";
import {
  boxesFromCorners,
  centerCrop,
  clampBoundingBoxes,
  convertBoundingBoxFormat,
  cornersOf,
  crop,
  horizontalFlip,
  pad,
  resize,
} from "../../../src/transforms/functional/index.ts";
import { assertRows, boxesOf, boxGolden } from "../box-golden.ts";

for (const one of boxGolden.cases) {
  describe(`${one.format} boxes on [${one.size.join(", ")}] are those of torchvision's rules`, () => {
    test("formats and corners", () => {
      const boxes = boxesOf(one);
      for (const [format, want] of Object.entries(one.converted))
        assertRows(convertBoundingBoxFormat(boxes, format as BoxFormat), want);
      for (const [i, value] of cornersOf(boxes).entries())
        assert.ok(Math.abs(value - one.corners[i]!) < 1e-4, `corner number ${i}`);
    });

    test("clamping", () => {
      for (const mode of ["soft", "hard"] as const) {
        assertRows(clampBoundingBoxes(boxesOf(one, mode)), one.clamped[mode]);
        assertRows(
          clampBoundingBoxes(boxesOf(one, null), { clampingMode: mode }),
          one.clamped[mode],
        );
      }
    });

    test("crop, in each mode", () => {
      const [top, left, height, width] = one.crop.box;
      for (const mode of ["soft", "hard", null] as const) {
        const out = crop(boxesOf(one, mode), { top, left, height, width });
        assertRows(out, one.crop[mode ?? "None"]);
        assert.deepEqual([out.canvasSize, out.clampingMode], [[height, width], mode]);
      }
    });

    test("pad, resize and centerCrop", () => {
      assertRows(pad(boxesOf(one), one.pad.sides), one.pad.soft);
      for (const mode of ["soft", null] as const)
        assertRows(resize(boxesOf(one, mode), one.resize.size), one.resize[mode ?? "None"]);
      assertRows(centerCrop(boxesOf(one), one.centerCrop.size), one.centerCrop.soft);
    });

    test("flips", () => {
      const boxes = boxesOf(one, "hard");
      const flipped = horizontalFlip(boxes);
      assertRows(flipped, one.flips[0]);
      assert.equal(flipped.clampingMode, "hard");
      assertRows(horizontalFlip(flipped), one.rows);
    });

    test("corners give the boxes back", () => {
      const boxes = boxesOf(one);
      assertRows(boxesFromCorners(boxes, cornersOf(boxes), one.size, { clamp: false }), one.rows);
    });
  });
}
