import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { type Dataset, randomSplit } from "../../src/datasets/index.ts";
import { manualSeed } from "../../src/util/default-rng.ts";
import { Rng } from "../../src/util/rng.ts";
import { fixture } from "../support/paths.ts";

const numbers = (length: number): Dataset<number> => ({ length, get: async (index) => index });

interface Golden {
  readonly seed: number;
  readonly length: number;
  readonly lengths: readonly number[];
  readonly parts: readonly (readonly number[])[];
}

describe("randomSplit", () => {
  it("draws the same parts as torch's random_split", async () => {
    const file = await readFile(fixture("golden/datasets/splits.json"), "utf8");
    for (const { seed, length, lengths, parts } of JSON.parse(file).splits as Golden[]) {
      const got = randomSplit(numbers(length), lengths, new Rng(seed));
      assert.deepEqual(
        got.map(({ indices }) => indices),
        parts,
      );
    }
  });

  it("draws from the default generator where none is given", () => {
    manualSeed(8);
    const [a] = randomSplit(numbers(20), [5, 15]);
    const [b] = randomSplit(numbers(20), [5, 15], new Rng(8));
    assert.deepEqual(a!.indices, b!.indices);
  });

  it("refuses lengths that add up to something else", () => {
    for (const lengths of [[3, 3], [0.5, 0.4], [-1, 11], [], [Number.NaN]])
      assert.throws(() => randomSplit(numbers(10), lengths), {
        message:
          /^randomSplit: expected counts that add up to 10, or fractions that add up to 1, got/,
      });
  });
});
