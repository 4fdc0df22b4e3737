import assert from "node:assert/strict";
import { test } from "node:test";
import { eraseInto } from "../../../src/transforms/kernels/erase.ts";

test("eraseInto writes planes of values over channels side by side", () => {
  const out = new Uint8Array(3 * 3 * 2);
  const area = { start: 2 * (3 + 1), height: 2, width: 2, channels: 2, stride: 6 };
  const data = [1, 2, 3, 4, 5, 6, 7, 8];
  eraseInto(out, area, { data, plane: 4, row: 2, column: 1 });
  assert.deepEqual([...out], [0, 0, 0, 0, 0, 0, 0, 0, 1, 5, 2, 6, 0, 0, 3, 7, 4, 8]);
});

test("eraseInto repeats values whose step is 0", () => {
  const out = new Float32Array(4);
  const area = { start: 0, height: 2, width: 2, channels: 1, stride: 2 };
  eraseInto(out, area, { data: [0.5, 0.25], plane: 0, row: 1, column: 0 });
  assert.deepEqual([...out], [0.5, 0.5, 0.25, 0.25]);
});
