import assert from "node:assert/strict";
import { test } from "node:test";
import { drawPoint, drawSpan } from "../../../src/utils/shapes/canvas.ts";
import { asText, blackCanvas } from "./golden-shapes.ts";

test("spans are cut to the canvas; both ends belong to them", () => {
  const canvas = blackCanvas(4, 5);
  drawSpan(canvas, -3, 0, 1, [9, 9, 9, 255]);
  drawSpan(canvas, 3, 1, 99, [9, 9, 9, 255]);
  drawSpan(canvas, 2, 2, 2, [9, 9, 9, 255]);
  for (const [x0, y, x1] of [
    [-9, 3, -1],
    [5, 3, 9],
    [3, 3, 2],
    [0, -1, 4],
    [0, 4, 4],
  ] as const)
    drawSpan(canvas, x0, y, x1, [9, 9, 9, 255]);
  assert.deepEqual(asText(canvas), ["##...", "...##", "..#..", "....."]);
});

test("points beyond the canvas are left out", () => {
  const canvas = blackCanvas(2, 2);
  for (const [x, y] of [
    [-1, 0],
    [2, 0],
    [0, -1],
    [0, 2],
    [1, 1],
  ] as const)
    drawPoint(canvas, x, y, [1, 2, 3, 255]);
  assert.deepEqual([...canvas.data.subarray(9)], [1, 2, 3]);
  assert.deepEqual(asText(canvas), ["..", ".#"]);
});

test("opacity mixes by rounding (old * (255 - a) + new * a) / 255, for every byte", () => {
  for (const alpha of [0, 1, 100, 128, 254, 255]) {
    for (let old = 0; old < 256; old++) {
      const canvas = { data: new Uint8Array([old, 255 - old, 7]), width: 1, height: 1 };
      drawPoint(canvas, 0, 0, [200, 3, 255, alpha]);
      const mix = (a: number, b: number) => Math.round((a * (255 - alpha) + b * alpha) / 255);
      assert.deepEqual([...canvas.data], [mix(old, 200), mix(255 - old, 3), mix(7, 255)]);
    }
  }
});

test("a stencil lets through where it is not 0", () => {
  const canvas = blackCanvas(1, 4);
  drawSpan(canvas, 0, 0, 3, [9, 9, 9, 255], Uint8Array.of(1, 0, 0, 5));
  assert.deepEqual(asText(canvas), ["#..#"]);
});
