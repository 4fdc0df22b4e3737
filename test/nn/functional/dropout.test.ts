import assert from "node:assert/strict";
import { it } from "node:test";
import { functional } from "../../../src/nn/index.ts";
import { manualSeed, ones } from "../../../src/tensor/index.ts";

const { dropout, dropout2d, stochasticDepth } = functional;

it("dropout draws for each element, dropout2d for each channel, stochasticDepth for each image", async () => {
  manualSeed(1);
  const x = ones([8, 8, 4]);
  const distinct = async (y: typeof x, size: number) => {
    const data = (await y.data()) as Float32Array;
    const blocks = Array.from({ length: data.length / size }, (_, i) =>
      data.slice(i * size, (i + 1) * size),
    );
    return blocks.every((block) => new Set(block).size === 1);
  };
  assert.equal(await distinct(dropout(x), 4), false);
  assert.equal(await distinct(dropout2d(x), 4), true);
  assert.equal(await distinct(dropout2d(x), 32), false);
  assert.equal(await distinct(stochasticDepth(x, 0.5, "row"), 32), true);
});

it("dropout and its kin give the input back when not training", () => {
  const x = ones([2, 3]);
  assert.equal(dropout(x, 0.5, false), x);
  assert.equal(dropout2d(x, 0.5, false), x);
  assert.equal(stochasticDepth(x, 0.5, "batch", false), x);
  assert.throws(() => dropout(x, -1), /p to be a finite number/);
});
