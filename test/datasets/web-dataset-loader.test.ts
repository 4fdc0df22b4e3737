import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { DataLoader, WebDataset, type WebDatasetOptions } from "../../src/datasets/index.ts";
import type { ShardIndex } from "../../src/datasets/shard-index.ts";
import { Compose, RandomHorizontalFlip, Resize, ToTensor } from "../../src/transforms/index.ts";
import { collected, refusal, shardOf, withShards } from "./shards.ts";
import { withFolder } from "./temp-folder.ts";

type Batch = [string[], number[]];
const collate = (rows: readonly (readonly [string, number])[]): Batch => [
  rows.map(([text]) => text),
  rows.map(([, label]) => label),
];

const counts = [5, 9, 1, 7, 6];
const shuffled: WebDatasetOptions = { shuffle: { size: 10, initial: 4 }, shardShuffle: true };

async function indexOf(folder: string): Promise<ShardIndex> {
  const shards = await Promise.all(
    counts.map(async (samples, i) => {
      const file = `data-${i}.tar`;
      const bytes = (await readFile(join(folder, file))).length;
      return { file, samples, bytes, sha256: "0".repeat(64) };
    }),
  );
  return { format: "tsvision-shards", version: 1, classes: ["a"], samples: 28, shards };
}

function loaderOf(pattern: string, options: WebDatasetOptions, numWorkers = 0, more = {}) {
  const data = new WebDataset(pattern, options).toTuple<[string, number]>("txt", "cls");
  return new DataLoader<[string, number], Batch>(data, {
    batchSize: 3,
    seed: 7,
    collate,
    numWorkers,
    ...more,
  });
}

describe("WebDataset in a DataLoader", () => {
  it("gives the same batches for any number of workers", () =>
    withShards(counts, async (pattern, folder) => {
      const read = async (numWorkers: number, more: WebDatasetOptions = {}) => {
        await using loader = loaderOf(pattern, { ...shuffled, ...more }, numWorkers);
        return [await collected(loader), await collected(loader)];
      };
      const want = await read(0);
      assert.notDeepEqual(want[0], want[1]);
      const all = want[0]!.flatMap(([, labels]) => labels).sort((a, b) => a - b);
      assert.deepEqual(
        all,
        Array.from({ length: 28 }, (_, i) => i),
      );
      for (const numWorkers of [1, 2]) assert.deepEqual(await read(numWorkers), want);
      const index = await indexOf(folder);
      for (const numWorkers of [0, 2]) assert.deepEqual(await read(numWorkers, { index }), want);
      assert.deepEqual(await read(2, { length: 40 }), await read(0, { length: 40 }));
    }));

  it("decodes and transforms images in workers", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a.tar");
      const photo = await readFile("fixtures/golden/io/tiny.jpg");
      const rows = Array.from(
        { length: 7 },
        (_, i) =>
          [
            [`${i}.jpg`, photo],
            [`${i}.cls`, `${i}`],
          ] as const,
      );
      await writeFile(path, shardOf(rows.flat()));
      const transform = new Compose([
        new Resize([6, 5]),
        new RandomHorizontalFlip(),
        new ToTensor(),
      ]);
      const read = async (numWorkers: number) => {
        const data = new WebDataset(path, { transform }).toTuple("jpg", "cls");
        await using loader = new DataLoader(data, { batchSize: 4, numWorkers });
        const batches = await collected(loader);
        return batches.map(([x, y]) => [x.shape, x.hostData(), y.hostData()]);
      };
      const want = await read(0);
      assert.deepEqual(want[0]![0], [4, 3, 6, 5]);
      assert.deepEqual(await read(1), want);
    }));

  for (const withIndex of [false, true])
    it(`resumes at every batch, twice, ${withIndex ? "with" : "without"} an index`, () =>
      withShards(counts, async (pattern, folder) => {
        const index = withIndex ? { index: await indexOf(folder) } : {};
        for (const options of [
          {},
          shuffled,
          { ...shuffled, length: 40 },
          { length: 33, resampled: true },
        ]) {
          const one = { ...options, ...index };
          const straight = loaderOf(pattern, one);
          const whole = [...(await collected(straight)), ...(await collected(straight))];
          const epoch = whole.length / 2;
          for (let k = 1; k <= epoch; k++) {
            let loader = loaderOf(pattern, one);
            const got: Batch[] = [];
            for (const stop of [k, Math.min(epoch, k + 2)]) {
              if (got.length < stop)
                for await (const batch of loader) if (got.push(batch) === stop) break;
              const state = JSON.parse(JSON.stringify(loader.stateDict()));
              loader = loaderOf(pattern, one);
              loader.loadStateDict(state);
            }
            got.push(...(await collected(loader)));
            got.push(...(await collected(loader)));
            assert.deepEqual(got, whole, `batch ${k}`);
          }
        }
      }));

  it("opens only the shards that it needs after a resume, where an index tells the counts", () =>
    withShards(counts, async (pattern, folder) => {
      const index = await indexOf(folder);
      const opened = async (options: WebDatasetOptions, skip: number) => {
        const data = new WebDataset(pattern, options);
        await collected(data.samples({ skip }));
        return data.stats.shards;
      };
      assert.deepEqual([await opened({ index }, 15), await opened({}, 15)], [2, 5]);
      assert.equal(await opened({ index, shuffle: 2 }, 27), 1);
      assert.equal(new WebDataset(pattern, { index }).length, 28);
      assert.equal(new WebDataset(pattern).length, undefined);
    }));

  it("refuses the state of other shards, and of other options", () =>
    withShards(counts, async (pattern, folder) => {
      const loader = loaderOf(pattern, {});
      for await (const _ of loader) break;
      const state = loader.stateDict();
      const refuses = (other: typeof loader) =>
        assert.throws(() => other.loadStateDict(state), { code: "MISMATCH" });
      refuses(loaderOf(pattern, shuffled));
      refuses(loaderOf(join(folder, "data-{0..3}.tar"), {}));
      await writeFile(join(folder, "data-0.tar"), shardOf([]));
      refuses(loaderOf(pattern, {}));
    }));

  it("refuses shards that are not those of the index", () =>
    withShards(counts, async (pattern, folder) => {
      const index = await indexOf(folder);
      await writeFile(join(folder, "data-1.tar"), shardOf([]));
      const size = await refusal(collected(new WebDataset(pattern, { index })));
      assert.match(
        size.message,
        /data-1\.tar: expected the \d+ bytes of the index, got "1024 bytes"/,
      );
      const shards = index.shards.map((shard, i) => (i === 0 ? { ...shard, samples: 4 } : shard));
      const count = new WebDataset(pattern, { index: { ...index, shards } });
      assert.match((await refusal(collected(count))).message, /the 4 samples of the index, got 5/);
      assert.throws(() => new WebDataset("other.tar", { index }), { code: "MISMATCH" });
    }));

  it("gives each rank its shards, and a length where it is told the ranks", () =>
    withShards(counts, async (pattern, folder) => {
      const index = await indexOf(folder);
      const ranks = { rank: 1, worldSize: 2 };
      const plain = await collected(loaderOf(pattern, {}, 0, ranks));
      const labels = plain.flatMap(([, label]) => label);
      assert.deepEqual(labels, [5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21]);
      const both = loaderOf(pattern, { index, ...ranks }, 0, ranks);
      assert.equal(both.length, 6);
      assert.deepEqual(await collected(both), plain);
      const told = await refusal(collected(loaderOf(pattern, { index }, 0, ranks)));
      assert.match(told.message, /the length of one of 2 ranks/);
    }));

  it("names sample and shard of what cannot be decoded, and goes on where that is wished", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a.tar");
      const rows = [
        ["1.txt", "one"],
        ["1.cls", "1"],
        ["2.txt", "two"],
        ["2.cls", "?"],
        ["3.txt", "three"],
        ["3.cls", "3"],
      ] as const;
      await writeFile(path, shardOf(rows));
      const error = await refusal(collected(loaderOf(path, {})));
      assert.match(error.message, /^DataLoader: .*a\.tar: 2\.cls: expected sample 1 to load/);
      await using skipping = loaderOf(path, {}, 1, { onError: "skip" });
      assert.deepEqual(await collected(skipping), [
        [
          ["one", "three"],
          [1, 3],
        ],
      ]);
      assert.equal(skipping.skipped.length, 1);
      assert.throws(
        () =>
          new DataLoader(
            new WebDataset(path).map((one) => one),
            { numWorkers: 1 },
          ),
        /a transform that can be sent to a worker thread/,
      );
    }));

  it("leaves no file open after a break", { skip: process.platform !== "linux" }, () =>
    withShards(counts, async (pattern) => {
      const open = async () => (await readdir("/proc/self/fd")).length;
      const before = await open();
      for (let i = 0; i < 20; i++) for await (const _ of loaderOf(pattern, shuffled)) break;
      assert.ok((await open()) <= before + 1);
    }),
  );

  it("gives the first sample within 50 milliseconds of opening a large shard", () =>
    withFolder(async (folder) => {
      const path = join(folder, "big.tar");
      const big = Buffer.alloc(100_000, 1);
      const rows = Array.from({ length: 300 }, (_, i) => [`${i}.bin`, big] as const);
      await writeFile(path, shardOf(rows));
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const start = performance.now();
        for await (const _ of new WebDataset(path, { shuffle: 100 })) break;
        times.push(performance.now() - start);
      }
      assert.ok(Math.min(...times) < 50, `${times}`);
    }));

  it("resumes behind a damaged shard that was left out", () =>
    withShards(counts, async (pattern, folder) => {
      const path = join(folder, "data-1.tar");
      await writeFile(path, (await readFile(path)).subarray(0, 9000));
      for (const options of [{}, shuffled, { index: await indexOf(folder) }]) {
        const one = { ...options, handler: "skip" } as const;
        const whole = await collected(loaderOf(pattern, one));
        assert.ok(whole.flat(2).length < 2 * 28);
        for (let k = 1; k < whole.length; k++) {
          const first = loaderOf(pattern, one);
          let got = 0;
          for await (const _ of first) if (++got === k) break;
          const second = loaderOf(pattern, one);
          second.loadStateDict(first.stateDict());
          assert.deepEqual(await collected(second), whole.slice(k), `batch ${k}`);
        }
      }
    }));

  it("gives the right bytes of shards that are longer than what is read at once", () =>
    withFolder(async (folder) => {
      const path = join(folder, "long.tar");
      const size = (i: number) => (i * 7919) % 200_000;
      const content = (i: number) => Buffer.alloc(size(i), `${i},`);
      const rows = Array.from({ length: 60 }, (_, i) => [`${i}.bin`, content(i)] as const);
      await writeFile(path, shardOf(rows));
      for (const shuffle of [0, 30]) {
        const samples = await collected(new WebDataset(path, { shuffle }));
        assert.equal(samples.length, 60);
        for (const { __key__, bin } of samples)
          assert.ok(content(Number(__key__)).equals(bin as Uint8Array), `sample ${__key__}`);
      }
      await writeFile(path, gzipSync(await readFile(path), { level: 1 }));
      const unpacked = collected(new WebDataset(path));
      await assert.rejects(unpacked, { code: "TOO_LARGE" }); // text this even packs 100:1
      const noise = Buffer.concat(
        Array.from({ length: 90_000 }, (_, i) => createHash("sha256").update(`${i}`).digest()),
      );
      await writeFile(
        path,
        gzipSync(
          shardOf([
            ["1.bin", noise.subarray(0, 1_500_000)],
            ["2.bin", noise],
          ]),
        ),
      );
      const [one, two] = await collected(new WebDataset(path));
      assert.ok(noise.subarray(0, 1_500_000).equals(one!["bin"] as Uint8Array));
      assert.ok(noise.equals(two!["bin"] as Uint8Array));
    }));
});
