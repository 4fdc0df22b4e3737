import assert from "node:assert/strict";
import { test } from "node:test";
import { inShiftedWindows, shiftMask } from "../../src/models/swin-windows.ts";
import { arange } from "../../src/tensor/index.ts";

test("hides places of other sides in the last windows only", () => {
  const mask = shiftMask([4, 4], [2, 2], [1, 1]);
  assert.deepEqual(mask.shape, [4, 1, 4, 4]);
  const rows = Array.from({ length: 16 }, (_, i) =>
    Array.from((mask.hostData() as Float32Array).slice(4 * i, 4 * i + 4), (value) =>
      value === 0 ? 1 : 0,
    ),
  );
  const all = [1, 1, 1, 1];
  const sides = [
    [1, 0, 1, 0],
    [0, 1, 0, 1],
  ];
  const halves = [
    [1, 1, 0, 0],
    [0, 0, 1, 1],
  ];
  assert.deepEqual(rows.slice(0, 4), [all, all, all, all]);
  assert.deepEqual(rows.slice(4, 8), [sides[0], sides[1], sides[0], sides[1]]);
  assert.deepEqual(rows.slice(8, 12), [halves[0], halves[0], halves[1], halves[1]]);
  assert.deepEqual(rows.slice(12), [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ]);
});

test("windows are moved, and put back", async () => {
  const x = arange(2 * 5 * 3, { dtype: "float32" }).reshape([2, 5, 3, 1]);
  let seen: number[] = [];
  const out = inShiftedWindows(x, [2, 2], [1, 1], (windows, mask) => {
    assert.deepEqual(windows.shape, [2, 6, 4, 1]);
    assert.deepEqual(mask?.shape, [6, 1, 4, 4]);
    seen = [...windows.shape];
    return windows;
  });
  assert.deepEqual(seen, [2, 6, 4, 1]);
  assert.deepEqual(await out.data(), await x.data());
});

test("one window as long as the image is not moved", () => {
  const x = arange(12, { dtype: "float32" }).reshape([1, 3, 4, 1]);
  let masked = true;
  inShiftedWindows(x, [4, 4], [2, 2], (windows, mask) => {
    masked = mask !== undefined;
    return windows;
  });
  assert.equal(masked, false);
});
