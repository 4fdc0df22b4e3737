import assert from "node:assert/strict";
import { test } from "node:test";
import { colorNames } from "../../src/utils/color-names.ts";
import { colorsFor, palette, parseColor } from "../../src/utils/colors.ts";

test("names, short and long hex, rgb() and numbers mean the same", () => {
  for (const color of ["red", "RED", "#f00", "#FF0000", "rgb(255, 0,0)", [255, 0, 0]] as const)
    assert.deepEqual(parseColor("test", color), [255, 0, 0]);
  assert.deepEqual(parseColor("test", "rebeccapurple"), [0x66, 0x33, 0x99]);
  assert.deepEqual(parseColor("test", "#1a2B3c"), [26, 43, 60]);
});

test("all CSS names are known, and are what they say", () => {
  assert.equal(Object.keys(colorNames).length, 148);
  assert.deepEqual(parseColor("test", "grey"), parseColor("test", "gray"));
  assert.deepEqual(parseColor("test", "lime"), [0, 255, 0]);
  assert.deepEqual(parseColor("test", "green"), [0, 128, 0]);
});

test("shares, hue and lightness mean what they mean to Pillow", () => {
  // values of PIL.ImageColor.getrgb, Pillow 9.4
  const cases: [string, number[]][] = [
    ["hsv(359, 16%,47%)", [120, 101, 101]],
    ["hsb(240, 94%, 1%)", [0, 0, 3]],
    ["rgb(80%, 74%, 8%)", [204, 189, 20]],
    ["hsl(120, 70%,29%)", [22, 126, 22]],
    ["HSL(0, 100%, 50%)", [255, 0, 0]],
    ["hsv(360, 100%, 100%)", [255, 0, 0]],
  ];
  for (const [text, rgb] of cases) assert.deepEqual(parseColor("test", text), rgb, text);
});

test("what is no colour is refused with examples", () => {
  const bad = [
    "reddish",
    "#12",
    "#12345",
    "rgb(1,2)",
    "rgb(1,2,256)",
    "rgb(1,2%,3)",
    "hsl(1,2,3)",
    "rgb(1..2,2,3)",
    "hsl(1, 200%, 50%)",
    "constructor",
    "",
    [1, 2],
    [1, 2, 3, 4],
    [1.5, 2, 3],
    [-1, 0, 0],
    7,
    null,
  ];
  for (const color of bad)
    assert.throws(() => parseColor("draw", color as never), /draw: expected a colour as CSS name/);
});

test("torchvision's palette begins with black", () => {
  assert.deepEqual(palette(4), [
    [0, 0, 0],
    [1, 127, 31],
    [2, 254, 62],
    [3, 126, 93],
  ]);
});

test("one colour is for all, a list for each; too few are refused", () => {
  assert.deepEqual(colorsFor("draw", "blue", 2), [
    [0, 0, 255],
    [0, 0, 255],
  ]);
  assert.deepEqual(colorsFor("draw", [1, 2, 3], 2), [
    [1, 2, 3],
    [1, 2, 3],
  ]);
  assert.deepEqual(colorsFor("draw", ["blue", [1, 2, 3], "red"], 2), [
    [0, 0, 255],
    [1, 2, 3],
  ]);
  assert.deepEqual(colorsFor("draw", undefined, 2), palette(2));
  assert.deepEqual(colorsFor("draw", [], 0), []);
  assert.throws(() => colorsFor("draw", ["blue"], 2), {
    message: "draw: expected at least 2 colours, got 1; pass one for each, or one for all",
  });
});
