import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { planeFor } from "../../../src/transforms/kernels/jpeg-color.ts";
import { double, extendEdges, halve } from "../../../src/transforms/kernels/jpeg-sampling.ts";

describe("halving and doubling of planes", () => {
  test("edges repeat the last row and column", () => {
    const plane = planeFor(3, 2, 4);
    plane.data.set([1, 2, 3, 0, 4, 5, 6, 0]);
    extendEdges(plane, 3, 2);
    assert.deepEqual([...plane.data], [1, 2, 3, 3, 4, 5, 6, 6, 4, 5, 6, 6, 4, 5, 6, 6]);
  });

  test("means drop and keep the half in turns", () => {
    const plane = planeFor(16, 2, 16);
    plane.data.fill(10, 0, 16);
    plane.data.fill(11, 16, 32);
    const half = halve(plane, 2);
    assert.deepEqual([half.width, half.height], [8, 8]);
    for (const [i, value] of half.data.entries()) assert.equal(value, 10 + (i & 1));
  });

  test("doubling weighs 9, 3, 3 and 1, and repeats edges", () => {
    const plane = planeFor(3, 1, 8);
    plane.data.set([0, 160, 80]);
    extendEdges(plane, 3, 1);
    const { data, width, height } = double(plane, 6, 2);
    assert.deepEqual([width, height], [6, 2]);
    const row = [0, 40, 120, 140, 100, 80];
    assert.deepEqual([...data], [...row, ...row]);
  });

  test("doubling of one or two columns repeats them", () => {
    const plane = planeFor(2, 2, 8);
    plane.data.set([10, 90], 0);
    plane.data.set([50, 20], 8);
    const { data } = double(plane, 4, 4);
    const rows = [
      [10, 10, 90, 90],
      [10, 10, 90, 90],
      [50, 50, 20, 20],
      [50, 50, 20, 20],
    ];
    assert.deepEqual([...data], rows.flat());
  });

  test("flat planes stay flat", () => {
    const plane = planeFor(16, 16, 16);
    plane.data.fill(77);
    const back = double(halve(plane, 15), 15, 15);
    assert.ok(back.data.every((value) => value === 77));
  });
});
