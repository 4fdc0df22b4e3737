import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { restoreChain } from "../../src/datasets/chain-dataset.ts";
import { ChainDataset, type IterableDataset } from "../../src/datasets/index.ts";
import { Rng } from "../../src/util/rng.ts";

const letters = (text: string, known: boolean): IterableDataset<string, string> => ({
  iterate: ({ skip }) => [...text].slice(skip),
  ...(known ? { length: text.length } : {}),
  load: async (letter) => letter.toUpperCase(),
});
const plain: IterableDataset<string, string> = { iterate: ({ skip }) => ["x", "y"].slice(skip) };
const options = { seed: 0, epoch: 0, rank: 0, worldSize: 1 };

async function all(chain: ChainDataset<string, string>, skip: number): Promise<string> {
  const out: string[] = [];
  for await (const item of chain.iterate({ ...options, skip }))
    out.push(await chain.load(item, new Rng(0)));
  return out.join("");
}

describe("ChainDataset", () => {
  it("gives stream after stream, from any position on", async () => {
    for (const known of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ] as const) {
      const chain = new ChainDataset([letters("abc", known[0]), plain, letters("de", known[1])]);
      for (let skip = 0; skip <= 8; skip++)
        assert.equal(await all(chain, skip), "ABCxyDE".slice(skip));
    }
  });

  it("knows its length where all do, and describes items", () => {
    assert.equal(new ChainDataset([letters("abc", true), letters("de", true)]).length, 5);
    const chain = new ChainDataset([letters("abc", true), letters("de", false)]);
    assert.equal(chain.length, undefined);
    assert.equal(chain.describe({ part: 1, item: "d" }), "an item of dataset 1");
    assert.throws(() => new ChainDataset([]), /at least one dataset/);
    assert.equal(chain.toWorker(), undefined);
    assert.notEqual(chain.fingerprint(), new ChainDataset([letters("ab", true)]).fingerprint());
  });

  it("is made again in a worker where its streams are", async () => {
    const sent: IterableDataset<string, string> = {
      ...letters("ab", true),
      toWorker: () => ({ module: "file:///made-up.js", export: "make", data: "ab" }),
    };
    const source = new ChainDataset([sent]).toWorker()!;
    const again = await restoreChain(source.data as never, {
      dataset: async ({ data }) => letters(data as string, true) as never,
      transform: () => undefined,
    });
    assert.equal(await again.load({ part: 0, item: "b" }, new Rng(0)), "B");
  });
});
