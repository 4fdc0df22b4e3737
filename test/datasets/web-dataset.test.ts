import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { WebDataset } from "../../src/datasets/index.ts";
import type { Image } from "../../src/sample/index.ts";
import { Resize } from "../../src/transforms/index.ts";
import { giveFile, withServer } from "../support/file-server.ts";
import { collected, labels, refusal, shardOf, withShards } from "./shards.ts";
import { withFolder } from "./temp-folder.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const image = await readFile("fixtures/golden/io/tiny.png");
const photo = await readFile("fixtures/golden/io/tiny.jpg");

describe("WebDataset", () => {
  it("reads shards named by braces, lists, globs and file URLs, in order", () =>
    withShards([3, 4, 2], async (pattern, folder) => {
      assert.deepEqual(await labels(new WebDataset(pattern)), upTo(9));
      const glob = new WebDataset(join(folder, "*.tar"));
      assert.deepEqual(await labels(glob), upTo(9));
      const list = [join(folder, "data-2.tar"), pathToFileURL(join(folder, "data-0.tar")).href];
      assert.deepEqual(await labels(new WebDataset(list)), [7, 8, 0, 1, 2]);
      assert.deepEqual(
        [glob.stats.shards, glob.stats.samples, glob.stats.bad, glob.stats.leftOut],
        [3, 9, [], { entries: 0, names: 0 }],
      );
    }));

  it("decodes images, whole numbers, text and JSON; all else stays bytes", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a.tar");
      const files = [
        ["x/1.png", image],
        ["x/1.left.JPG", photo],
        ["x/1.cls", "7\n"],
        ["x/1.txt", "né"],
        ["x/1.json", '{"a": [1]}'],
        ["x/1.pkl", "cos\nsystem\n(S'echo'\ntR."],
      ] as const;
      await writeFile(path, shardOf(files));
      const [sample] = await collected(new WebDataset(path));
      assert.deepEqual(Object.keys(sample!).sort(), [
        ...["__key__", "__url__", "cls", "json", "left.jpg", "pkl", "png", "txt"],
      ]);
      assert.deepEqual([sample!.__key__, sample!.__url__], ["x/1", path]);
      assert.equal((sample!["png"] as Image).channels, 3);
      assert.equal((sample!["left.jpg"] as Image).channels, 3);
      assert.deepEqual([sample!["cls"], sample!["txt"], sample!["json"]], [7, "né", { a: [1] }]);
      assert.ok(Buffer.from(sample!["pkl"] as Uint8Array).equals(Buffer.from(files[5][1])));
      const [raw] = await collected(new WebDataset(path, { decode: false }));
      assert.ok(raw!["png"] instanceof Uint8Array && raw!["cls"] instanceof Uint8Array);
      const [gray] = await collected(new WebDataset(path, { decode: { mode: "gray" } }));
      assert.equal((gray!["png"] as Image).channels, 1);
    }));

  it("names the file that cannot be decoded", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a.tar");
      const bad = [
        ["1.cls", "seven", /a\.tar: 1\.cls: expected a whole number, got "seven"/],
        ["1.json", "{", /a\.tar: 1\.json: expected JSON/],
        ["1.txt", Uint8Array.of(0xff), /a\.tar: 1\.txt: expected text in UTF-8/],
        ["1.jpg", photo.subarray(0, 300), /a\.tar: 1\.jpg: expected a JPEG image that is whole/],
        ["1.png", "<html>", /a\.tar: 1\.png: expected an image in one of the formats/],
      ] as const;
      for (const [name, content, message] of bad) {
        await writeFile(path, shardOf([[name, content]]));
        assert.match((await refusal(collected(new WebDataset(path)))).message, message);
      }
      await writeFile(path, shardOf([["1.png", image]]));
      const small = new WebDataset(path, { decode: { maxPixels: 1 } });
      assert.equal((await refusal(collected(small))).code, "TOO_LARGE");
    }));

  it("makes tuples, and applies functions and transforms in their order", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a.tar");
      await writeFile(
        path,
        shardOf([
          ["1.png", image],
          ["1.cls", "4"],
          ["2.jpg", photo],
          ["2.cls", "5"],
        ]),
      );
      const data = new WebDataset(path, { transform: new Resize([8, 6]) });
      const pairs = data.toTuple<[Image, number]>("jpg;png", "cls");
      assert.deepEqual(
        (await collected(pairs)).map(([{ size }, label]) => [size, label]),
        [
          [[8, 6], 4],
          [[8, 6], 5],
        ],
      );
      const mapped = pairs.map(([picture, label]) => [picture.height, label * 10] as const);
      assert.deepEqual(await collected(mapped), [
        [8, 40],
        [8, 50],
      ]);
      const twice = pairs.transform<[Image, number]>(new Resize([2, 3]));
      assert.deepEqual((await collected(twice))[0]![0].size, [2, 3]);
      const error = await refusal(collected(data.toTuple("png", "cls")));
      assert.match(
        error.message,
        /a\.tar: 2: expected a file png in every sample, got \["jpg", "cls"\]/,
      );
      assert.throws(() => data.toTuple(), /names of files in samples/);
    }));

  it("draws a sample's randomness from seed, epoch and number alone", () =>
    withShards([6], async (pattern) => {
      const drawn = new WebDataset(pattern).map((sample, rng) => [sample["cls"], rng.u32()]);
      const whole = await collected(drawn.samples({ seed: 5 }));
      assert.deepEqual(await collected(drawn.samples({ seed: 5, skip: 4 })), whole.slice(4));
      assert.notDeepEqual(await collected(drawn.samples({ seed: 6 })), whole);
      assert.notDeepEqual(await collected(drawn.samples({ seed: 5, epoch: 1 })), whole);
    }));

  it("shuffles shards and samples by seed and epoch, every sample once", () =>
    withShards([5, 5, 5, 5], async (pattern) => {
      const data = new WebDataset(pattern, { shuffle: 8, shardShuffle: true });
      const orders = [];
      for (const [seed, epoch] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 0],
      ] as const) {
        const order = await labels(data.samples({ seed, epoch }));
        assert.deepEqual(
          [...order].sort((a, b) => a - b),
          upTo(20),
        );
        orders.push(order.join());
      }
      assert.equal(new Set(orders).size, 3);
      assert.equal(orders[0], orders[3]);
    }));

  it("splits the shards among ranks", () =>
    withShards([2, 3, 4, 1], async (pattern) => {
      const data = new WebDataset(pattern);
      const parts = [0, 1].map((rank) => labels(data.samples({ rank, worldSize: 2 })));
      assert.deepEqual(await Promise.all(parts), [
        [0, 1, 5, 6, 7, 8],
        [2, 3, 4, 9],
      ]);
      const own = new WebDataset(pattern, { rank: 1, worldSize: 2 });
      assert.deepEqual(await labels(own), [2, 3, 4, 9]);
      assert.match((await refusal(labels(data.samples({ worldSize: 5 })))).message, /5 ranks/);
    }));

  it("ends an epoch at a length, beginning again where the shards have fewer", () =>
    withShards([2, 3], async (pattern) => {
      assert.deepEqual(await labels(new WebDataset(pattern, { length: 3 })), [0, 1, 2]);
      const long = new WebDataset(pattern, { length: 12 });
      assert.equal(long.length, 12);
      assert.deepEqual(await labels(long), [...upTo(5), ...upTo(5), 0, 1]);
      assert.deepEqual(await labels(long.samples({ skip: 9 })), [4, 0, 1]);
      const drawn = new WebDataset(pattern, { resampled: true, length: 40 });
      const got = await labels(drawn);
      assert.deepEqual([got.length, new Set(got).size], [40, 5]);
      assert.deepEqual(await labels(drawn.samples({ skip: 30 })), got.slice(30));
    }));

  it("reads gzip, told by its content", () =>
    withShards([4], async (_, folder) => {
      const tar = await readFile(join(folder, "data-0.tar"));
      const path = join(folder, "packed.tar");
      await writeFile(path, gzipSync(tar));
      assert.deepEqual(await labels(new WebDataset(path)), upTo(4));
      await writeFile(path, gzipSync(tar).subarray(0, -9));
      assert.equal((await refusal(labels(new WebDataset(path)))).code, "TAR_TRUNCATED");
      await writeFile(path, gzipSync(new Uint8Array(2 ** 25)));
      assert.equal((await refusal(labels(new WebDataset(path)))).code, "TOO_LARGE");
    }));

  it("reads http addresses, and goes on after a cut", () =>
    withShards([30, 30], async (_, folder) => {
      const files = await Promise.all([0, 1].map((i) => readFile(join(folder, `data-${i}.tar`))));
      let cuts = 0;
      const answer: Parameters<typeof withServer>[0] = (request, response) => {
        const content = files[Number(/data-(\d)/.exec(request.url!)![1])];
        if (content === undefined) return void response.writeHead(404).end();
        if (request.headers.range !== undefined || cuts++ > 1)
          return giveFile(content)(request, response);
        response.writeHead(200, { "content-length": content.length });
        response.write(content.subarray(0, 20_001), () => response.destroy());
      };
      await withServer(answer, async (fetch, asked) => {
        const http = { fetch, retryDelay: 1 };
        const data = new WebDataset("https://h.example/data-{0..1}.tar", { http });
        assert.deepEqual(await labels(data), upTo(60));
        assert.deepEqual(
          asked.map((one) => one.replace(/^\S*:\d+/, "")),
          ["/data-0.tar", "/data-0.tar bytes=20001-", "/data-1.tar", "/data-1.tar bytes=20001-"],
        );
        const gone = new WebDataset("https://h.example/data-7.tar", {
          http: { ...http, attempts: 1 },
        });
        assert.equal((await refusal(labels(gone))).code, "NETWORK");
      });
    }));

  it("reads standard input, once", () =>
    withShards([3], async (_, folder) => {
      const module = new URL("../../src/datasets/index.js", import.meta.url).href;
      const program = `
        const { WebDataset } = await import(${JSON.stringify(module)});
        const data = new WebDataset("-");
        const got = [];
        for await (const { cls } of data) got.push(cls);
        await data.samples().next().catch((error) => got.push(error.code));
        console.log(JSON.stringify(got));`;
      const run = (input: Uint8Array) =>
        execFileSync(process.execPath, ["--input-type=module", "-e", program], {
          input,
          stdio: "pipe",
        });
      const tar = await readFile(join(folder, "data-0.tar"));
      assert.equal(run(tar).toString(), '[0,1,2,"INVALID_ARGUMENT"]\n');
      assert.throws(
        () => run(tar.subarray(0, 2000)),
        /standard input at byte 1024.*TAR_TRUNCATED/s,
      );
    }));

  it("refuses addresses that would need another program, and options that cannot be", () => {
    for (const url of ["pipe:cat a.tar", "s3://bucket/a.tar", "gs://a/b.tar"])
      assert.throws(() => new WebDataset(url), /WebDataset: expected a path/);
    assert.throws(() => new WebDataset([]), /at least one shard/);
    assert.throws(() => new WebDataset(["-", "-"]), /once/);
    assert.throws(() => new WebDataset("no-such-*.tar"), { code: "NOT_FOUND" });
    const odd = [
      { shuffle: -1 },
      { shuffle: { size: 5, initial: 0 } },
      { length: 0 },
      { handler: "ignore" as never },
      { rank: 1 },
      { rank: 2, worldSize: 2 },
      { maxMember: Infinity },
      { resampled: true, shardShuffle: true },
    ];
    for (const options of odd)
      assert.throws(() => new WebDataset("a.tar", options), { code: "INVALID_ARGUMENT" });
  });
});
