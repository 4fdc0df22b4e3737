import assert from "node:assert/strict";
import { test } from "node:test";
import { drawOutline } from "../../../src/utils/shapes/outline.ts";
import type { Point } from "../../../src/utils/shapes/polygon.ts";
import { asText, blackCanvas, testShapes } from "./golden-shapes.ts";

const white = [255, 255, 255, 255] as const;

testShapes("outline", (canvas, { corners, width }) => drawOutline(canvas, corners, width, white));

const square: readonly Point[] = [
  [0, 0],
  [19, 0],
  [19, 5],
  [0, 5],
];

test("a dashed first side has five pixels and five gaps in turn", () => {
  const canvas = blackCanvas(6, 20);
  drawOutline(canvas, square, 1, white, { firstDashed: true });
  const rows = asText(canvas);
  assert.equal(rows[0], "#####.....#####....#");
  assert.equal(rows[5], "#".repeat(20));
  assert.ok(rows.slice(1).every((row) => row.startsWith("#") && row.endsWith("#")));
});

test("a wide outline grows inwards only", () => {
  const canvas = blackCanvas(10, 26);
  drawOutline(
    canvas,
    square.map(([x, y]): Point => [x + 2, y + 2]),
    2,
    white,
  );
  const rows = asText(canvas);
  assert.ok(!rows[0]!.includes("#") && !rows[1]!.includes("#") && !rows[8]!.includes("#"));
  assert.equal(rows[4], "..##................##....");
});
