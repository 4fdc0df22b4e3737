import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { forwardDct, inverseDct } from "../../../src/transforms/kernels/jpeg-dct.ts";
import { Rng } from "../../../src/util/rng.ts";

// The transform by its definition: F(v, u) = C(u) C(v) / 4 * sum of f(y, x) cos(...) cos(...)
function exact(block: ArrayLike<number>, inverse: boolean): number[] {
  const wave = (n: number, k: number) =>
    Math.cos(((2 * n + 1) * k * Math.PI) / 16) * (k === 0 ? Math.SQRT1_2 : 1) * 0.5;
  return Array.from({ length: 64 }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < 64; j++) {
      const [space, freq] = inverse ? [i, j] : [j, i];
      sum += block[j]! * wave(space >> 3, freq >> 3) * wave(space & 7, freq & 7);
    }
    return sum;
  });
}

const noise = (seed: number, span: number) => {
  const rng = new Rng(seed);
  return Int32Array.from({ length: 64 }, () => rng.int(-span, span));
};

describe("the cosine transform in whole numbers", () => {
  for (const [seed, span] of [
    [1, 128],
    [2, 128],
    [3, 5],
  ] as const) {
    test(`forward is the definition times 8, seed ${seed}`, () => {
      const block = noise(seed, span);
      const want = exact(block, false);
      forwardDct(block);
      for (const [i, value] of block.entries()) assert.ok(Math.abs(value / 8 - want[i]!) < 0.6);
    });

    test(`inverse is the definition, rounded, seed ${seed}`, () => {
      const block = noise(seed, span);
      const want = exact(block, true);
      inverseDct(block);
      for (const [i, value] of block.entries()) assert.ok(Math.abs(value - want[i]!) < 0.6);
    });

    test(`there and back changes little, seed ${seed}`, () => {
      const block = noise(seed, span);
      const before = block.slice();
      forwardDct(block);
      for (let i = 0; i < 64; i++) block[i] = Math.round(block[i]! / 8);
      inverseDct(block);
      for (const [i, value] of block.entries()) assert.ok(Math.abs(value - before[i]!) <= 2);
    });
  }

  test("a flat block has one frequency", () => {
    const block = new Int32Array(64).fill(-7);
    forwardDct(block);
    assert.deepEqual([...block], [-7 * 64, ...new Array(63).fill(0)]);
    block[0]! /= 8;
    inverseDct(block);
    assert.deepEqual([...block], new Array(64).fill(-7));
  });
});
