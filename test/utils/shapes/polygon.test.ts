import assert from "node:assert/strict";
import { test } from "node:test";
import { fillPolygon } from "../../../src/utils/shapes/polygon.ts";
import { asText, blackCanvas, testShapes } from "./golden-shapes.ts";

testShapes("polygon", (canvas, { corners }) => fillPolygon(canvas, corners, [255, 255, 255, 255]));
testShapes("glaze", (canvas, { corners }) => fillPolygon(canvas, corners, [255, 255, 255, 100]));

test("a polygon includes its outline, and is cut to the canvas", () => {
  const canvas = blackCanvas(5, 5);
  fillPolygon(
    canvas,
    [
      [-3, 1],
      [2, 1],
      [2, 9],
      [-3, 9],
    ],
    [255, 255, 255, 255],
  );
  assert.deepEqual(asText(canvas), [".....", "###..", "###..", "###..", "###.."]);
});

test("a polygon of one point is one pixel", () => {
  const canvas = blackCanvas(3, 3);
  fillPolygon(
    canvas,
    [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    [255, 255, 255, 255],
  );
  assert.deepEqual(asText(canvas), ["...", ".#.", "..."]);
});
