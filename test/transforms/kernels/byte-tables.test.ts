import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  autocontrastTable,
  blendSteps,
  blendTable,
  chainTables,
  equalizeTable,
  gammaTable,
  identityTable,
} from "../../../src/transforms/kernels/byte-tables.ts";

const counts = (entries: Readonly<Record<number, number>>) =>
  Int32Array.from({ length: 256 }, (_, byte) => entries[byte] ?? 0);

describe("byte tables", () => {
  test("chain from left to right", () => {
    const half = blendTable(0, 0.5);
    const chained = chainTables(half, blendTable(255, 2));
    assert.deepEqual([chained[255], chained[0], chained[254]], [0, 0, 0]);
    assert.deepEqual([chainTables(blendTable(255, 0.5), half)[0]], [63]);
    assert.deepEqual(chainTables(identityTable(), half), half);
  });

  test("blend in single precision: 0.7 of 10 steps is 7, not 6.999", () => {
    assert.equal(blendTable(0, 0.7)[10], 7);
    assert.equal(blendSteps(0.7)[255 + 10], Math.fround(7));
    assert.deepEqual(blendTable(99, 0), new Uint8Array(256).fill(99));
    assert.deepEqual(blendTable(99, 1), identityTable());
    assert.deepEqual([blendTable(100, 3)[50], blendTable(100, 3)[200]], [0, 255]);
  });

  test("gamma keeps the ends, gain cuts", () => {
    for (const gamma of [0.3, 1, 4])
      assert.deepEqual([gammaTable(gamma, 1)[0], gammaTable(gamma, 1)[255]], [0, 255]);
    assert.equal(gammaTable(1, -2)[77], 0);
    assert.equal(gammaTable(1, 2)[200], 255);
  });

  test("autocontrast and equalize leave what has one value only", () => {
    assert.deepEqual(autocontrastTable(9, 9), identityTable());
    assert.deepEqual(equalizeTable(counts({ 9: 1000 })), identityTable());
    const spread = autocontrastTable(100, 150);
    assert.deepEqual([spread[99], spread[100], spread[125], spread[150]], [0, 0, 127, 255]);
  });
});
