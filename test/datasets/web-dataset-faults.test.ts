import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { WebDataset, type WebSample } from "../../src/datasets/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { collected, labels, numberedShard, refusal, shardOf, withShards } from "./shards.ts";
import { withFolder } from "./temp-folder.ts";

// What came before the end, and the error.
async function read(samples: AsyncIterable<WebSample>) {
  const keys: string[] = [];
  try {
    for await (const sample of samples) {
      assert.deepEqual(Object.keys(sample).length, 4, "a whole sample: key, url, txt, cls");
      assert.equal(sample["txt"], `text ${sample["cls"]}`);
      keys.push(sample.__key__);
    }
    return { keys };
  } catch (error) {
    assert.ok(error instanceof VisionError, String(error));
    return { keys, error };
  }
}

describe("WebDataset: damaged shards", () => {
  it("tells cuts of a shard, and yields no sample that is cut", () =>
    withFolder(async (folder) => {
      const shard = numberedShard(0, 4); // 9 KiB
      const path = join(folder, "s.tar");
      assert.ok(shard.length >= 9000 && shard.length <= 10_000, `${shard.length}`);
      for (let cut = 0; cut < shard.length; cut += 37) {
        // all of them: shard-samples.test.ts
        await writeFile(path, shard.subarray(0, cut));
        const { keys, error } = await read(new WebDataset(path));
        assert.equal(error?.code, "TAR_TRUNCATED", `cut at ${cut}`);
        assert.equal(error.file, path);
        assert.ok(error.offset! <= cut && error.offset! > cut - 1100);
        // Whole is what is followed by another sample's header: 2048 bytes a sample, and 512.
        const whole = Math.min(3, Math.max(0, Math.floor((cut - 512) / 2048)));
        assert.equal(keys.length, whole, `cut at ${cut}`);
      }
    }));

  it("joins no files of two shards, though keys match", () =>
    withFolder(async (folder) => {
      const [one, two] = [join(folder, "1.tar"), join(folder, "2.tar")];
      await writeFile(
        one,
        shardOf([
          ["1.txt", "text 1"],
          ["1.cls", "1"],
          ["2.txt", "text 2"],
        ]).subarray(0, 3072),
      );
      await writeFile(
        two,
        shardOf([
          ["2.cls", "2"],
          ["3.txt", "text 3"],
          ["3.cls", "3"],
        ]),
      );
      const got = await collected(new WebDataset([one, two], { handler: "skip" }));
      assert.deepEqual(
        got.map((sample) => [sample.__key__, Object.keys(sample).slice(2)]),
        [
          ["1", ["txt", "cls"]],
          ["2", ["cls"]],
          ["3", ["txt", "cls"]],
        ],
      );
    }));

  it("tells damage in every header, with the bytes before it still given", () =>
    withFolder(async (folder) => {
      const shard = Buffer.from(numberedShard(0, 4));
      const path = join(folder, "s.tar");
      for (let at = 0; at < 8; at++) {
        const damaged = Buffer.from(shard);
        damaged[at * 1024 + 20]! ^= 4;
        await writeFile(path, damaged);
        const { keys, error } = await read(new WebDataset(path));
        assert.deepEqual([error?.code, error?.offset], ["TAR_CHECKSUM", at * 1024]);
        assert.equal(keys.length, Math.max(0, Math.ceil(at / 2) - 1));
      }
    }));

  it("leaves out the rest of a bad shard and counts it, with or without a warning", () =>
    withShards([3, 3, 3], async (pattern, folder) => {
      const path = join(folder, "data-1.tar");
      await writeFile(path, (await readFile(path)).subarray(0, 5000));
      assert.equal((await refusal(labels(new WebDataset(pattern)))).code, "TAR_TRUNCATED");
      const data = new WebDataset(pattern, { handler: "skip" });
      assert.deepEqual(await labels(data), [0, 1, 2, 3, 4, 6, 7, 8]);
      assert.deepEqual(
        data.stats.bad.map(({ url, key, error }) => [url, key, error.code, error.offset]),
        [[path, undefined, "TAR_TRUNCATED", 4096]],
      );
      const warnings: string[] = [];
      const listen = (warning: Error) => warnings.push(warning.message);
      process.on("warning", listen);
      await labels(new WebDataset(pattern, { handler: "warn" }));
      await new Promise(setImmediate);
      process.off("warning", listen);
      assert.equal(warnings.length, 1);
      assert.match(
        warnings[0]!,
        /the rest of a shard was left out: WebDataset: .*data-1\.tar at byte/,
      );
      const none = new WebDataset(pattern, { handler: "skip", maxBad: 0 });
      assert.match((await refusal(labels(none))).message, /at most 0 bad shards and samples/);
      await rm(path);
      assert.deepEqual(await labels(data), [0, 1, 2, 6, 7, 8]);
      assert.equal(data.stats.bad[0]!.error.code, "NOT_FOUND");
    }));

  it("leaves out samples that cannot be decoded, read without a loader", () =>
    withFolder(async (folder) => {
      const path = join(folder, "s.tar");
      await writeFile(
        path,
        shardOf([
          ["1.cls", "1"],
          ["2.cls", "two"],
          ["3.cls", "3"],
        ]),
      );
      const data = new WebDataset(path, { handler: "skip" });
      assert.deepEqual(
        (await collected(data)).map(({ cls }) => cls),
        [1, 3],
      );
      assert.deepEqual([data.stats.samples, data.stats.bad[0]!.key], [2, "2"]);
    }));

  it("fails where nothing is left", () =>
    withShards([2, 2], async (pattern, folder) => {
      for (const name of ["data-0.tar", "data-1.tar"]) await writeFile(join(folder, name), "x");
      for (const more of [{}, { length: 9 }, { resampled: true }]) {
        const data = new WebDataset(pattern, { handler: "skip", ...more });
        assert.equal((await refusal(labels(data))).code, "TAR_TRUNCATED");
      }
      for (const name of ["data-0.tar", "data-1.tar"])
        await writeFile(join(folder, name), shardOf([]));
      assert.deepEqual(await labels(new WebDataset(pattern)), []);
      const empty = new WebDataset(pattern, { length: 9 });
      assert.equal((await refusal(labels(empty))).code, "NOT_FOUND");
    }));

  it("keeps reading the shard that it has opened when another one takes its name", () =>
    withShards([200], async (pattern, folder) => {
      const data = new WebDataset(pattern);
      const before = data.fingerprint();
      const samples = data.samples();
      await samples.next();
      await writeFile(join(folder, "other.tar"), numberedShard(500, 3));
      await rename(join(folder, "other.tar"), join(folder, "data-0.tar"));
      assert.equal((await labels(samples)).at(-1), 199);
      assert.notEqual(new WebDataset(pattern).fingerprint(), before);
    }));
});
