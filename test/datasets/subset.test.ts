import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Dataset, Subset } from "../../src/datasets/index.ts";
import { Rng } from "../../src/util/rng.ts";

const letters: Dataset<string> = {
  length: 5,
  get: async (index, rng) => `${"abcde"[index]}${rng?.int(0, 10) ?? ""}`,
  describe: (index) => `letter ${index}`,
  fingerprint: () => "letters",
};

describe("Subset", () => {
  it("gives the chosen samples in their order, passing the generator on", async () => {
    const part = new Subset(letters, [3, 1, 3]);
    assert.equal(part.length, 3);
    assert.deepEqual(await Promise.all([0, 1, 2].map((i) => part.get(i))), ["d", "b", "d"]);
    assert.equal(await part.get(0, new Rng(1)), `d${new Rng(1).int(0, 10)}`);
    assert.equal(part.describe(0), "letter 3");
  });

  it("is synchronous where its dataset is", () => {
    assert.equal(new Subset(letters, [0]).getSync, undefined);
    const sync: Dataset<number> = { length: 4, get: async (i) => i, getSync: (i) => i };
    assert.equal(new Subset(sync, [2, 3]).getSync?.(1), 3);
  });

  it("has a fingerprint of its indices and its dataset", () => {
    const prints = [
      new Subset(letters, [1, 2]),
      new Subset(letters, [2, 1]),
      new Subset({ ...letters, fingerprint: () => "other" }, [1, 2]),
    ].map((part) => part.fingerprint());
    assert.equal(new Set(prints).size, 3);
    assert.equal(new Subset(letters, Uint32Array.from([1, 2])).fingerprint(), prints[0]);
  });

  it("refuses indices that the dataset, or it, does not have", async () => {
    assert.throws(() => new Subset(letters, [5]), {
      message: /^Subset: expected each index .*\[0, 4\]/,
    });
    await assert.rejects(new Subset(letters, [0, 1]).get(2), { code: "INVALID_ARGUMENT" });
  });
});
