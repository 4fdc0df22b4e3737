import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import fc from "fast-check";
import { transformsNamed } from "../../../src/testing/index.ts";
import {
  particularArguments,
  transformArguments,
} from "../../../src/testing/transform-arguments.ts";
import * as T from "../../../src/transforms/index.ts";
import { Rng } from "../../../src/util/rng.ts";
import { pipelineDigest } from "../digest.ts";
import { noise } from "../samples.ts";

const { functional: F } = T;
const seeds = 2000;
// A coin of probability p falls outside of this band in one of 10,000 runs.
const band = (p: number) => 3.8906 * Math.sqrt(seeds * p * (1 - p));
// Uneven noise of few levels, so that each operation changes it.
const picture = F.posterize(noise(6, 6, 3, 4), 4);

type Chosen = (p: number) => T.Transform;
const chances: Readonly<Record<string, Chosen>> = {
  RandomAdjustSharpness: (p) => new T.RandomAdjustSharpness(3, { p }),
  RandomApply: (p) => new T.RandomApply([new T.RandomInvert({ p: 1 })], { p }),
  RandomAutocontrast: (p) => new T.RandomAutocontrast({ p }),
  RandomEqualize: (p) => new T.RandomEqualize({ p }),
  RandomErasing: (p) => new T.RandomErasing({ p, scale: [0.1, 0.2], ratio: [1, 1] }),
  RandomGrayscale: (p) => new T.RandomGrayscale({ p }),
  RandomHorizontalFlip: (p) => new T.RandomHorizontalFlip({ p }),
  RandomInvert: (p) => new T.RandomInvert({ p }),
  RandomPerspective: (p) => new T.RandomPerspective({ p }),
  RandomPosterize: (p) => new T.RandomPosterize(2, { p }),
  RandomSolarize: (p) => new T.RandomSolarize(100, { p }),
  RandomVerticalFlip: (p) => new T.RandomVerticalFlip({ p }),
  RandomZoomOut: (p) => new T.RandomZoomOut({ p, sideRange: [2, 2] }),
};

describe("laws of chance", () => {
  for (const [name, make] of Object.entries(chances))
    test(`P54: ${name} happens as often as p says, always at 1, never at 0`, () => {
      const once = (p: number, seed: number) => make(p).apply(picture, new Rng(seed)) !== picture;
      for (const p of [0.5, 0.2]) {
        const transform = make(p);
        let count = 0;
        for (let seed = 0; seed < seeds; seed++)
          if (transform.apply(picture, new Rng(seed)) !== picture) count++;
        assert.ok(Math.abs(count - p * seeds) <= band(p), `${count} of ${seeds} at p = ${p}`);
      }
      for (let seed = 0; seed < 100; seed++)
        assert.deepEqual([once(1, seed), once(0, seed)], [true, false]);
    });

  test("P54: each p of the package is tested here", () => {
    const names = Object.keys({ ...transformArguments, ...particularArguments });
    const withP = names.filter((name) => {
      const [made] = fc.sample(transformsNamed(name), { seed: 1, numRuns: 1 });
      return "p" in made!.options;
    });
    assert.ok(withP.length > 10);
    // RandomPhotometricDistort has a p for each of its steps
    const known = [...Object.keys(chances), "RandomPhotometricDistort"];
    assert.deepEqual(
      withP.filter((name) => !known.includes(name)),
      [],
    );
  });

  test("P54: all of RandomChoice, and each order of RandomOrder, are equally likely", () => {
    const marks = [0, 1, 2].map((i) => new T.Lambda((x: unknown) => `${String(x)}${i}`));
    for (const [make, outcomes] of [
      [() => new T.RandomChoice(marks), 3],
      [() => new T.RandomOrder(marks), 6],
    ] as const) {
      const counts = new Map<string, number>();
      for (let seed = 0; seed < seeds; seed++) {
        const got = String(make().apply("" as unknown, new Rng(seed)));
        counts.set(got, (counts.get(got) ?? 0) + 1);
      }
      assert.equal(counts.size, outcomes);
      for (const count of counts.values())
        assert.ok(Math.abs(count - seeds / outcomes) <= band(1 / outcomes), `${count}`);
    }
  });

  test("P50: a seed gives the same bytes in another process, after other draws", () => {
    const url = new URL("../digest.js", import.meta.url).href;
    const program = "console.log((await import(process.argv[1])).pipelineDigest())";
    const args = ["--input-type=module", "--eval", program, url];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    new Rng(99).normal();
    assert.equal(stdout.trim(), pipelineDigest());
  });
});
