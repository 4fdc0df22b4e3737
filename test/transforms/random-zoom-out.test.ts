import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Size } from "../../src/sample/index.ts";
import { functional, RandomZoomOut } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { drawsOf } from "./draws.ts";
import { golden } from "./golden.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomZoomOut, {
  cases: [[], [{ p: 1, fill: 9 }], [{ p: 1, sideRange: [1, 1.5], fill: { image: [7], mask: 1 } }]],
});

type Row = [number, Size, [number, number], [number, number, number, number] | null];
const { zooms } = golden<{ zooms: Row[] }>("geometry-draws");

describe("RandomZoomOut", () => {
  test("borders are torch's", () => {
    assert.ok(zooms.some(([, , , border]) => border !== null));
    for (const [seed, size, sideRange, border] of zooms)
      assert.deepEqual(drawsOf(new RandomZoomOut({ sideRange }), new Rng(seed), size), border);
  });

  test("is pad with what it draws", () => {
    const image = noise(12, 9);
    const [seed, , sideRange, border] = zooms.find((row) => row[1][0] === 12 && row[3] !== null)!;
    const out = new RandomZoomOut({ sideRange, fill: 100 }).apply(image, new Rng(seed));
    assert.deepEqual(spelled(out), spelled(functional.pad(image, border!, { fill: 100 })));
  });

  test("refuses sides below 1", () => {
    assert.throws(
      () => new RandomZoomOut({ sideRange: [0.5, 2] }),
      /RandomZoomOut: expected sideRange/,
    );
  });
});
