import assert from "node:assert/strict";
import { test } from "node:test";
import { fillEllipse } from "../../../src/utils/shapes/ellipse.ts";
import { asText, blackCanvas, testShapes } from "./golden-shapes.ts";

const white = [255, 255, 255, 255] as const;

testShapes("ellipse", (canvas, { box }) => fillEllipse(canvas, box, white));

test("a circle is the same from all four sides", () => {
  for (let radius = 1; radius < 12; radius++) {
    const canvas = blackCanvas(2 * radius + 1, 2 * radius + 1);
    fillEllipse(canvas, [0, 0, 2 * radius, 2 * radius], white);
    const rows = asText(canvas);
    const columns = rows.map((_, x) => rows.map((row) => row[x]).join(""));
    assert.deepEqual(rows, columns);
    assert.deepEqual(rows, [...rows].reverse());
    assert.deepEqual(rows[radius], "#".repeat(2 * radius + 1));
  }
});

test("each pixel is drawn once, so opacity is even", () => {
  const canvas = blackCanvas(12, 9);
  fillEllipse(canvas, [0, 0, 8, 11], [255, 255, 255, 100]);
  assert.deepEqual(new Set(canvas.data), new Set([0, 100]));
});

test("a single pixel and an empty rectangle draw nothing", () => {
  const canvas = blackCanvas(5, 5);
  fillEllipse(canvas, [2, 2, 2, 2], white);
  fillEllipse(canvas, [3, 2, 2, 4], white);
  assert.ok(canvas.data.every((value) => value === 0));
});
