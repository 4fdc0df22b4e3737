import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { DataLoader, type DataLoaderOptions, type Dataset } from "../../../src/datasets/index.ts";
import { anyTransform, pipelines, samples, spelled } from "../../../src/testing/index.ts";
import {
  ColorJitter,
  Compose,
  RandomCrop,
  RandomHorizontalFlip,
} from "../../../src/transforms/index.ts";
import { VisionError } from "../../../src/util/errors.ts";
import { Rng } from "../../../src/util/rng.ts";
import { noise } from "../samples.ts";

const random = new Compose([
  new RandomCrop(5, { padding: 1 }),
  new RandomHorizontalFlip(),
  new ColorJitter({ brightness: 0.5, hue: 0.2 }),
]);

/** Transformed pictures by index; those of `bad` fail instead. */
function pictures(bad: readonly number[]): Dataset<readonly [number, unknown]> {
  const get = async (index: number, rng?: Rng): Promise<readonly [number, unknown]> => {
    if (bad.includes(index))
      throw new VisionError({ who: "pictures", expected: "a picture", got: index, hint: "none" });
    return [index, spelled(random.apply(noise(7, 7, 3, index), rng!))];
  };
  return { length: 40, get };
}

type Loaded = ReadonlyMap<number, unknown>;

async function load(bad: readonly number[], options: DataLoaderOptions = {}): Promise<Loaded> {
  const found = new Map<number, unknown>();
  const collate = (list: readonly unknown[]) => list as readonly (readonly [number, unknown])[];
  const loader = new DataLoader(pictures(bad), { ...options, collate, seed: 3 } as never);
  for await (const batch of loader as AsyncIterable<readonly (readonly [number, unknown])[]>)
    for (const [index, picture] of batch) found.set(index, picture);
  return found;
}

describe("laws of the order of draws", () => {
  test("P51: an epoch is the same for any batches, order and concurrency", async () => {
    const want = await load([]);
    assert.equal(want.size, 40);
    for (const batchSize of [1, 3, 40])
      for (const more of [{}, { shuffle: true }, { concurrency: 7, prefetch: 3 }]) {
        const got = await load([], { batchSize, ...more });
        for (const [index, picture] of want) assert.deepEqual(got.get(index), picture);
      }
  });

  test("P52: what is added at the end leaves earlier draws alone", () => {
    const small = samples({ maxEdge: 12 });
    const law = fc.property(pipelines(), anyTransform(), small, fc.nat(), (a, b, sample, seed) => {
      let seen: unknown;
      const look = (part: unknown) => {
        seen = spelled(part);
        return part;
      };
      try {
        new Compose([a, look, b]).apply(sample, new Rng(seed));
        assert.deepEqual(seen, spelled(a.apply(sample, new Rng(seed))));
      } catch (error) {
        if (!(error instanceof VisionError)) throw error;
        fc.pre(false);
      }
    });
    fc.assert(law, { seed: 20240229, numRuns: 100 });
  });

  test("P53: a sample that is skipped leaves the others' draws alone", async () => {
    const want = await load([]);
    for (const bad of [[0], [5, 6, 7], [39]]) {
      const got = await load(bad, { batchSize: 4, onError: "skip" });
      assert.equal(got.size, 40 - bad.length);
      for (const [index, picture] of got) assert.deepEqual(picture, want.get(index));
    }
  });
});
