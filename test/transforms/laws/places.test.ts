import assert from "node:assert/strict";
import { describe } from "node:test";
import fc from "fast-check";
import {
  BoundingBoxes,
  isRotatedBoundingFormat,
  KeyPoints,
  Mask,
} from "../../../src/sample/index.ts";
import { Tensor } from "../../../src/tensor/index.ts";
import { boundingBoxes, boxFormats, keyPoints, spelled } from "../../../src/testing/index.ts";
import {
  functional as F,
  SanitizeBoundingBoxes,
  SanitizeKeyPoints,
} from "../../../src/transforms/index.ts";
import { check, edge, inside, sides, units, within } from "../pictures.ts";

const upright = ["XYXY", "XYWH", "CXCYWH"] as const;
const offset = fc.integer({ min: -40, max: 40 });

/** Boxes that may lie outside of the canvas, moved as a whole. */
const strayed = (formats: readonly (typeof boxFormats)[number][] = boxFormats) =>
  fc.tuple(boundingBoxes({ formats }), offset, offset).map(([boxes, dx, dy]) => {
    const free = new BoundingBoxes(boxes.data, { ...boxes, clampingMode: null });
    const [height, width] = boxes.canvasSize;
    return F.crop(free, { top: dy, left: dx, height, width });
  });

// Twice the signed area of each box's corners.
function areas(boxes: BoundingBoxes): number[] {
  const at = F.cornersOf(boxes);
  return Array.from({ length: boxes.length }, (_, i) => {
    const [x1, y1, x2, y2, x3, y3, x4, y4] = at.subarray(8 * i, 8 * i + 8);
    return Math.abs((x3! - x1!) * (y4! - y2!) - (x4! - x2!) * (y3! - y1!));
  });
}

// How far it is from each first corner to the second.
function widths(boxes: BoundingBoxes): number[] {
  const at = F.cornersOf(boxes);
  return Array.from({ length: boxes.length }, (_, i) =>
    Math.hypot(at[8 * i]! - at[8 * i + 2]!, at[8 * i + 1]! - at[8 * i + 3]!),
  );
}

// The upright frames of the boxes.
function hulls(boxes: BoundingBoxes): number[] {
  const at = F.cornersOf(boxes);
  return Array.from({ length: boxes.length }, (_, i) => {
    const box = at.subarray(8 * i, 8 * i + 8);
    const [xs, ys] = [box.filter((_, k) => k % 2 === 0), box.filter((_, k) => k % 2 === 1)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }).flat();
}

describe("laws of boxes and key points", () => {
  check("P41: from format to format and back, the area stays", [boundingBoxes()], (boxes) => {
    // as in torchvision, four corners do not tell the angle of a box without width
    if (isRotatedBoundingFormat(boxes.format) && !widths(boxes).every((side) => side > 0.01))
      return;
    const known = areas(boxes);
    for (const format of boxFormats) {
      if (isRotatedBoundingFormat(format) !== isRotatedBoundingFormat(boxes.format)) continue;
      const other = F.convertBoundingBoxFormat(boxes, format);
      assert.equal(other.format, format);
      assert.deepEqual(other.canvasSize, boxes.canvasSize);
      within(areas(other), known, 0.02); // of up to 2 * 33 * 33
      within(F.cornersOf(other), F.cornersOf(boxes), 2e-4);
      const back = F.convertBoundingBoxFormat(other, boxes.format);
      within(F.cornersOf(back), F.cornersOf(boxes), 2e-4);
    }
  });

  check(
    "P41: round the upright formats, numbers and all",
    [boundingBoxes({ formats: upright })],
    (boxes) => {
      const round = [...upright, boxes.format].reduce(F.convertBoundingBoxFormat, boxes);
      within(round.data, boxes.data, 1e-4);
    },
  );

  check("P42: cut boxes lie on the canvas, and stay when cut again", [strayed()], (boxes) => {
    for (const clampingMode of ["soft", "hard"] as const) {
      const cut = F.clampBoundingBoxes(boxes, { clampingMode });
      assert.deepEqual([cut.length, cut.format], [boxes.length, boxes.format]);
      assert.ok(cut.data.every(Number.isFinite));
      // "soft" keeps of a turned box all that is on the canvas, its corners may lie outside
      const turned = isRotatedBoundingFormat(boxes.format);
      if (turned && clampingMode === "soft") continue;
      const [height, width] = boxes.canvasSize;
      for (const [i, value] of F.cornersOf(cut).entries())
        assert.ok(value >= -2e-3 && value <= (i % 2 === 0 ? width : height) + 2e-3, `${value}`);
      // the corners of a turned box may come back in another order, as in torchvision
      within(hulls(F.clampBoundingBoxes(cut, { clampingMode })), hulls(cut), turned ? 5e-3 : 1e-5);
    }
    assert.equal(F.clampBoundingBoxes(boxes, { clampingMode: null }), boxes);
  });

  // Turns and shears are left out: the frame of a line that lies askew has an area.
  check(
    "P42: a box without area gets none",
    [strayed(upright), units, sides, edge, edge],
    (boxes, u, p, h, w) => {
      const cut = inside(boxes.canvasSize, u);
      for (const mode of ["soft", null] as const) {
        const given = new BoundingBoxes(boxes.data, { ...boxes, clampingMode: mode });
        const before = areas(given);
        for (const after of [
          F.crop(given, cut),
          F.pad(given, p),
          F.resize(given, [h, w]),
          F.horizontalFlip(given),
          F.verticalFlip(given),
          F.rotate(given, 90, { expand: true }),
          F.clampBoundingBoxes(given),
        ])
          for (const [i, area] of areas(after).entries())
            if (before[i] === 0) assert.ok(area < 1e-3, `box ${i} has ${area}`);
      }
    },
  );

  check(
    "P31, P43: sanitizing keeps rows together and in order",
    [strayed(), fc.integer({ min: 1, max: 6 })],
    (boxes, minSize) => {
      const { length } = boxes;
      const [height, width] = boxes.canvasSize;
      const numbers = BigInt64Array.from({ length }, (_, i) => BigInt(i));
      const planes = new Uint8Array(length * height * width);
      for (let i = 0; i < length; i++) planes.fill(i, i * height * width, (i + 1) * height * width);
      const sample = {
        boxes,
        labels: Tensor.fromData(numbers, [length]),
        masks: new Mask(planes, [length, height, width]),
      };
      const sanitize = new SanitizeBoundingBoxes({ minSize });
      const after = sanitize.apply(sample);
      const [kept, mask] = F.sanitizeBoundingBoxes(boxes, { minSize });
      const rows = [...mask.keys()].filter((i) => mask[i]);
      if (!isRotatedBoundingFormat(boxes.format)) {
        const corners = F.convertBoundingBoxFormat(boxes, "XYXY").data;
        const good = Array.from({ length }, (_, i) => {
          const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners.subarray(4 * i, 4 * i + 4);
          const large = x2 - x1 >= minSize && y2 - y1 >= minSize;
          return large && x1 >= 0 && y1 >= 0 && x2 <= width && y2 <= height;
        });
        assert.deepEqual(mask, good);
      }
      assert.deepEqual(spelled(after.boxes), spelled(kept));
      assert.deepEqual(Array.from(after.labels.hostData(), Number), rows);
      assert.deepEqual(after.masks.shape, [rows.length, height, width]);
      for (const [n, i] of rows.entries()) {
        assert.equal(after.masks.data[n * height * width], i);
        const row = (of: BoundingBoxes, at: number) =>
          [...of.data].slice(at * of.rowLength, (at + 1) * of.rowLength);
        assert.deepEqual(row(kept, n), row(boxes, i));
      }
      assert.deepEqual(spelled(sanitize.apply(after)), spelled(after));
    },
  );

  check(
    "P31: key points kept are kept again, moved ones stay",
    [keyPoints(), offset, offset],
    (points, dx, dy) => {
      const data = points.data.map((value, i) => value + (i % 2 === 0 ? dx : dy));
      const strays = new KeyPoints(data, { canvasSize: points.canvasSize });
      const clamped = F.clampKeyPoints(strays);
      assert.deepEqual(spelled(F.clampKeyPoints(clamped)), spelled(clamped));
      assert.equal(F.sanitizeKeyPoints(clamped)[0].length, points.length);
      const [kept, mask] = F.sanitizeKeyPoints(strays);
      assert.equal(kept.length, mask.filter(Boolean).length);
      assert.deepEqual(spelled(F.sanitizeKeyPoints(kept)[0]), spelled(kept));
      const labels = [...mask.keys()];
      const after = new SanitizeKeyPoints({ labelsGetter: "labels" }).apply({
        points: strays,
        labels: Tensor.fromData(Int32Array.from(labels), [labels.length]),
      });
      assert.deepEqual(
        Array.from(after.labels.hostData(), Number),
        labels.filter((i) => mask[i]),
      );
    },
  );
});
