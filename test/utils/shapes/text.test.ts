import assert from "node:assert/strict";
import { test } from "node:test";
import { drawText, textScale, textSize } from "../../../src/utils/shapes/text.ts";
import { asText, blackCanvas } from "./golden-shapes.ts";

const white = [255, 255, 255, 255] as const;

test("letters stand side by side, one column apart", () => {
  const canvas = blackCanvas(9, 11);
  drawText(canvas, "Hi", 0, 0, white);
  assert.deepEqual(asText(canvas), [
    "#...#...#..",
    "#...#......",
    "#...#..##..",
    "#####...#..",
    "#...#...#..",
    "#...#...#..",
    "#...#..###.",
    "...........",
    "...........",
  ]);
});

test("what was measured is what is drawn, at every scale and with line breaks", () => {
  for (const scale of [1, 2, 3]) {
    const [height, width] = textSize("Mg\n#####", scale);
    assert.deepEqual([height, width], [19 * scale, 29 * scale]);
    const canvas = blackCanvas(height + 6, width + 6);
    drawText(canvas, "Mg\n#####", 3, 3, white, scale);
    const rows = asText(canvas);
    const dark = rows.flatMap((row, y) =>
      [...row].flatMap((dot, x) => (dot === "#" ? [[x, y]] : [])),
    );
    const [xs, ys] = [dark.map(([x]) => x!), dark.map(([, y]) => y!)];
    assert.equal(Math.min(...xs), 3);
    assert.equal(Math.max(...xs), 3 + width - 1);
    assert.equal(Math.min(...ys), 3);
    assert.ok(Math.max(...ys) < 3 + height);
  }
});

test("other characters are one box each, also beyond 16 bits", () => {
  const [canvas, other] = [blackCanvas(9, 11), blackCanvas(9, 11)];
  drawText(canvas, "é😀", 0, 0, white);
  drawText(other, "日\u0007", 0, 0, white);
  assert.deepEqual(asText(canvas), asText(other));
  assert.equal(asText(canvas)[0], "#####.#####");
  assert.equal(asText(canvas)[1], "#...#.#...#");
  assert.deepEqual(textSize("é😀"), [9, 11]);
});

test("text that leaves the canvas is cut", () => {
  const canvas = blackCanvas(4, 4);
  drawText(canvas, "W", -2, -2, white);
  drawText(canvas, "W", 99, 0, white);
  assert.deepEqual(asText(canvas), ["..#.", "#.#.", "#.#.", "#.#."]);
});

test("the scale follows the height asked for, and is at least 1", () => {
  assert.deepEqual([1, 10, 14, 15, 20, 34].map(textScale), [1, 1, 1, 2, 2, 3]);
  assert.deepEqual(textSize(""), [9, 0]);
});
