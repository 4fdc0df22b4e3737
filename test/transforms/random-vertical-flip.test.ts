import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Image } from "../../src/sample/index.ts";
import { RandomVerticalFlip } from "../../src/transforms/index.ts";
import { Rng } from "../../src/util/rng.ts";
import { golden } from "./golden.ts";
import { transformSuite } from "./suite.ts";

transformSuite(RandomVerticalFlip, { cases: [[], [{ p: 1 }], [{ p: 0.3 }]] });

describe("RandomVerticalFlip", () => {
  test("flips for the seeds that torchvision flips for", () => {
    const pair = new Image(new Uint8Array([0, 1]), { width: 1, height: 2, channels: 1 });
    type Row = { seed: number; p: number; flipped: boolean };
    for (const { seed, p, flipped } of golden<{ flips: Row[] }>("random-draws").flips) {
      const out = new RandomVerticalFlip({ p }).apply(pair, new Rng(seed));
      assert.equal(out.data[0] === 1, flipped, `seed ${seed}, p ${p}`);
    }
  });

  test("refuses p outside [0, 1]", () => {
    assert.throws(
      () => new RandomVerticalFlip({ p: -0.1 }),
      /RandomVerticalFlip: expected p to be/,
    );
  });
});
