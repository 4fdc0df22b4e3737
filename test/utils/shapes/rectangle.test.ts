import assert from "node:assert/strict";
import { test } from "node:test";
import { drawRectangle, fillRectangle } from "../../../src/utils/shapes/rectangle.ts";
import { asText, blackCanvas, testShapes } from "./golden-shapes.ts";

const white = [255, 255, 255, 255] as const;

testShapes("rectangle", (canvas, { box, width }) => drawRectangle(canvas, box, width, white));

test("a frame lies inside, its last row and column included", () => {
  const canvas = blackCanvas(6, 7);
  drawRectangle(canvas, [1, 0, 6, 5], 2, white);
  assert.deepEqual(asText(canvas), [
    ".######",
    ".######",
    ".##..##",
    ".##..##",
    ".######",
    ".######",
  ]);
});

test("a filled rectangle is cut to the canvas", () => {
  const canvas = blackCanvas(3, 4);
  fillRectangle(canvas, [-5, 1, 1, 99], white);
  fillRectangle(canvas, [9, 0, 12, 2], white);
  assert.deepEqual(asText(canvas), ["....", "##..", "##.."]);
});
