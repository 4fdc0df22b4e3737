import assert from "node:assert/strict";
import { test } from "node:test";
import { quantizeBlocks } from "../../../src/transforms/kernels/jpeg-blocks.ts";
import { Rng } from "../../../src/util/rng.ts";

test("steps of 1 change values by rounding alone", () => {
  const rng = new Rng(1);
  const data = Uint8Array.from({ length: 16 * 24 }, () => rng.int(0, 256));
  const before = data.slice();
  quantizeBlocks({ data, width: 16, height: 24 }, new Uint8Array(64).fill(1));
  for (const [i, value] of data.entries()) assert.ok(Math.abs(value - before[i]!) <= 1);
});

test("the lowest frequency alone is left of large steps, block by block", () => {
  const data = Uint8Array.from({ length: 8 * 16 }, (_, i) => (i % 16 < 8 ? 100 : 200) + (i % 2));
  const steps = new Uint8Array(64).fill(255);
  steps[0] = 8; // the lowest frequency is 8 times the mean: steps of one level
  quantizeBlocks({ data, width: 16, height: 8 }, steps);
  // means of 100.5 and 200.5, around 128: halves go away from 0
  for (const [i, value] of data.entries()) assert.equal(value, i % 16 < 8 ? 100 : 201);
});

test("values stay in 0 to 255", () => {
  const data = Uint8Array.from({ length: 64 }, (_, i) => ((i >> 2) % 2) * 255);
  quantizeBlocks({ data, width: 8, height: 8 }, new Uint8Array(64).fill(90));
  assert.ok(data.includes(0) && data.includes(255));
});
