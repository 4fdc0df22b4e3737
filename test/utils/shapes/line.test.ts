import assert from "node:assert/strict";
import { test } from "node:test";
import { drawLine, drawThinLine } from "../../../src/utils/shapes/line.ts";
import { asText, blackCanvas, testShapes } from "./golden-shapes.ts";

const white = [255, 255, 255, 255] as const;

testShapes("line", (canvas, { corners, width }) => {
  drawLine(canvas, corners[0]!, corners[1]!, width, white);
});

test("a thin line leaves out its last pixel, a whole line does not", () => {
  const [thin, whole] = [blackCanvas(3, 6), blackCanvas(3, 6)];
  drawThinLine(thin, [0, 0], [5, 2], white);
  drawLine(whole, [0, 0], [5, 2], 1, white);
  assert.deepEqual(asText(thin), ["##....", "..##..", "....#."]);
  assert.deepEqual(asText(whole), ["##....", "..##..", "....##"]);
});

test("a line from a point to itself is that point, at any width", () => {
  const canvas = blackCanvas(3, 3);
  drawLine(canvas, [1, 1], [1, 1], 5, white);
  assert.deepEqual(asText(canvas), ["...", ".#.", "..."]);
});
