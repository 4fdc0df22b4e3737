import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { functional, RandomResize } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { noise, spelled } from "./samples.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomResize, {
  cases: [
    [4, 9],
    [3, 4, { interpolation: "nearest" }],
  ],
});

describe("RandomResize", () => {
  test("the shorter edge is drawn below maxSize, the longer one follows", () => {
    const image = noise(8, 12);
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 900; seed++) {
      const edge = new Rng(seed).int(5, 8);
      const out = new RandomResize(5, 8).apply(image, new Rng(seed));
      assert.deepEqual(spelled(out), spelled(functional.resize(image, edge)));
      counts.set(out.height, (counts.get(out.height) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), [5, 6, 7]);
    // 300 each, +- 4 standard deviations of binomial(900, 1/3)
    for (const count of counts.values()) assert.ok(Math.abs(count - 300) < 57, `${count}`);
  });

  test("refuses an empty range", () => {
    assert.throws(
      () => new RandomResize(5, 5),
      /RandomResize: expected maxSize above minSize 5, got 5/,
    );
    assert.throws(() => new RandomResize(0, 5), /minSize to be a whole number >= 1/);
  });
});
