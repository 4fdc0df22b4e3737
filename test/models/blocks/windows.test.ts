import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fromWindows,
  joinWindowHeads,
  splitWindowHeads,
  toWindows,
} from "../../../src/models/blocks/windows.ts";
import { arange } from "../../../src/tensor/index.ts";

test("windows stand row by row, and so do the places in them", async () => {
  const x = arange(24, { dtype: "float32" }).reshape([1, 4, 6, 1]);
  const windows = toWindows(x, [2, 3]);
  assert.deepEqual(windows.shape, [1, 4, 6, 1]);
  const [first, second, third] = (await windows.reshape([4, 6]).toArray()) as number[][];
  assert.deepEqual(first, [0, 1, 2, 6, 7, 8]);
  assert.deepEqual(second, [3, 4, 5, 9, 10, 11]);
  assert.deepEqual(third, [12, 13, 14, 18, 19, 20]);
});

test("images come back", async () => {
  const x = arange(2 * 4 * 6 * 5, { dtype: "float32" }).reshape([2, 4, 6, 5]);
  const back = fromWindows(toWindows(x, [2, 3]), [2, 3], [4, 6]);
  assert.deepEqual(back.shape, x.shape);
  assert.deepEqual(await back.data(), await x.data());
});

test("heads are split from three parts, and joined in their order", async () => {
  const x = arange(2 * 3 * 12, { dtype: "float32" }).reshape([1, 2, 3, 12]);
  const [q, k, v] = splitWindowHeads(x, 2);
  for (const [i, part] of [q, k, v].entries()) {
    assert.deepEqual(part.shape, [1, 2, 2, 3, 2]);
    const joined = joinWindowHeads(part);
    assert.deepEqual(joined.shape, [1, 2, 3, 4]);
    assert.deepEqual(await joined.data(), await x.narrow(3, 4 * i, 4).data());
  }
});
