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
  invertTable,
  posterizeTable,
  solarizeTable,
} from "../../../src/transforms/kernels/byte-tables.ts";

const counts = (entries: Readonly<Record<number, number>>) =>
  Int32Array.from({ length: 256 }, (_, byte) => entries[byte] ?? 0);

describe("byte tables", () => {
  test("chain from left to right", () => {
    const twice = chainTables(posterizeTable(1), invertTable());
    assert.deepEqual([twice[0], twice[127], twice[128], twice[255]], [255, 255, 127, 127]);
    assert.deepEqual(chainTables(identityTable(), invertTable()), invertTable());
    assert.deepEqual(chainTables(invertTable(), invertTable()), identityTable());
  });

  test("blend in single precision: 0.7 of 10 steps is 7, not 6.999", () => {
    assert.equal(blendTable(0, 0.7)[10], 7);
    assert.equal(blendSteps(0.7)[255 + 10], Math.fround(7));
    assert.deepEqual(blendTable(99, 0), new Uint8Array(256).fill(99));
    assert.deepEqual(blendTable(99, 1), identityTable());
    assert.deepEqual([blendTable(100, 3)[50], blendTable(100, 3)[200]], [0, 255]);
  });

  test("posterize and solarize at their ends", () => {
    assert.deepEqual(posterizeTable(8), identityTable());
    assert.deepEqual(posterizeTable(0), new Uint8Array(256));
    assert.deepEqual(solarizeTable(256), identityTable());
    assert.deepEqual(solarizeTable(-1), invertTable());
  });

  test("gamma keeps the ends, gain cuts", () => {
    for (const gamma of [0.3, 1, 4])
      assert.deepEqual([gammaTable(gamma, 1)[0], gammaTable(gamma, 1)[255]], [0, 255]);
    assert.equal(gammaTable(1, -2)[77], 0);
    assert.equal(gammaTable(1, 2)[200], 255);
  });

  test("autocontrast and equalize leave what has one value only", () => {
    assert.deepEqual(autocontrastTable(counts({ 9: 1000 })), identityTable());
    assert.deepEqual(equalizeTable(counts({ 9: 1000 })), identityTable());
    const spread = autocontrastTable(counts({ 100: 1, 150: 1 }));
    assert.deepEqual([spread[99], spread[100], spread[125], spread[150]], [0, 0, 127, 255]);
  });
});
