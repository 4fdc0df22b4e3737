import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { ByteWriter, parquetWrite } from "hyparquet-writer";
import { DataLoader, ParquetImages, type ParquetImagesOptions } from "../../src/datasets/index.ts";
import { readImage } from "../../src/io/index.ts";
import type { Image } from "../../src/sample/index.ts";
import { Compose, RandomHorizontalFlip, Resize, ToTensor } from "../../src/transforms/index.ts";
import { fixture } from "../support/paths.ts";
import { collected, refusal } from "./shards.ts";
import { withFolder } from "./temp-folder.ts";

const path = fixture("parquet", "hub.parquet");
const names = [
  "tiny.png",
  "tiny.jpg",
  "tiny-palette.png",
  "tiny-progressive.jpg",
  "tiny.webp",
  "tiny.gif",
];

type Codec = "BROTLI" | "GZIP" | "ZSTD";

/** A file of plain bytes and labels of 32 bits. */
async function writePlain(
  to: string,
  rows: readonly (readonly [unknown, unknown])[],
  codec?: Codec,
) {
  const writer = new ByteWriter();
  const pack = codec === "BROTLI" ? brotliCompressSync : gzipSync;
  parquetWrite({
    writer,
    columnData: [
      { name: "picture", data: rows.map(([bytes]) => bytes) },
      { name: "kind", data: rows.map(([, kind]) => kind) },
    ],
    schema: [
      { name: "schema", num_children: 2 },
      { name: "picture", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
      { name: "kind", type: "INT32", repetition_type: "OPTIONAL" },
    ],
    ...(codec === undefined
      ? {}
      : { codec, compressors: { [codec]: (input: Uint8Array) => pack(input) } }),
  });
  await writeFile(to, new Uint8Array(writer.getBuffer()));
}

const named: ParquetImagesOptions = { imageColumn: "picture", labelColumn: "kind" };

describe("ParquetImages", () => {
  it("gives the images and labels of the hub's layout, in any order", async () => {
    const data = await ParquetImages.open(path);
    assert.deepEqual([data.length, data.targets], [6, [1, 0, 1, 2, 0, 2]]);
    assert.deepEqual(data.classes, ["cat", "dog", "owl"]);
    for (const i of [5, 0, 3, 1, 4, 2]) {
      const [image, label] = await data.get(i);
      assert.equal(label, data.targets[i]);
      assert.deepEqual(image, await readImage(fixture("golden", "io", names[i]!)));
    }
    assert.equal(data.describe(3), `${path}: row 3`);
    await assert.rejects(data.get(6), { code: "INVALID_ARGUMENT" });
  });

  it("joins files, and tells the row in its own file", () =>
    withFolder(async (folder) => {
      const whole = await readFile(path);
      for (const i of [0, 1]) await writeFile(join(folder, `p-${i}.parquet`), whole);
      const data = await ParquetImages.open(join(folder, "p-{0..1}.parquet"));
      const glob = await ParquetImages.open(join(folder, "*.parquet"), { cacheBytes: 0 });
      assert.deepEqual([data.length, glob.paths.length], [12, 2]);
      assert.equal(data.describe(9), `${join(folder, "p-1.parquet")}: row 3`);
      for (const i of [11, 0, 6, 5]) assert.deepEqual(await glob.get(i), await data.get(i % 6));
      const one = await ParquetImages.open(path);
      assert.notEqual(data.fingerprint(), one.fingerprint());
      assert.equal(data.fingerprint(), glob.fingerprint());
    }));

  it("applies transforms, in workers as here", async () => {
    const transform = new Compose([new Resize([6, 5]), new RandomHorizontalFlip(), new ToTensor()]);
    const read = async (numWorkers: number) => {
      const data = await ParquetImages.open(path, { transform });
      const options = { batchSize: 4, shuffle: true, seed: 2, numWorkers } as const;
      await using loader = new DataLoader(data, options as object);
      return (await collected(loader)).map(([x, y]) => [x.shape, x.hostData(), y.hostData()]);
    };
    const want = await read(0);
    assert.deepEqual(want[0]![0], [4, 3, 6, 5]);
    assert.deepEqual(await read(1), want);
    const data = await ParquetImages.open(path, { transform: (image: Image) => image.size });
    assert.throws(() => data.toWorker(), /can be sent to a worker thread/);
  });

  it("reads columns of plain bytes, packed with gzip or Brotli", () =>
    withFolder(async (folder) => {
      const to = join(folder, "a.parquet");
      const photo = new Uint8Array(await readFile(fixture("golden", "io", "tiny.jpg")));
      for (const codec of [undefined, "GZIP", "BROTLI"] as const) {
        await writePlain(
          to,
          [
            [photo, 3],
            [photo, 4],
          ],
          codec,
        );
        const data = await ParquetImages.open(to, named);
        assert.deepEqual(data.targets, [3, 4]);
        assert.deepEqual(
          (await data.get(1))[0],
          await readImage(fixture("golden", "io", "tiny.jpg")),
        );
        assert.deepEqual(data.classes, []);
      }
      await writePlain(to, [[photo, 3]], "ZSTD");
      const error = await refusal(ParquetImages.open(to, named));
      assert.deepEqual([error.code, error.got], ["UNSUPPORTED_FORMAT", "ZSTD"]);
    }));

  it("names what is missing or no image", () =>
    withFolder(async (folder) => {
      const to = join(folder, "a.parquet");
      const column = await refusal(ParquetImages.open(path, { labelColumn: "fine" }));
      assert.match(column.message, /expected a column fine, got \["image", "label"\]/);
      await writePlain(to, [
        [Uint8Array.of(1, 2), 0],
        [null, 1],
      ]);
      const data = await ParquetImages.open(to, named);
      assert.match((await refusal(data.get(0))).message, /a\.parquet: row 0: expected an image in/);
      assert.match(
        (await refusal(data.get(1))).message,
        /row 1: expected an image's bytes, got "none"/,
      );
      await writePlain(to, [[Uint8Array.of(1), null]]);
      assert.match(
        (await refusal(ParquetImages.open(to, named))).message,
        /row 0: expected a whole number/,
      );
      assert.equal(
        (await refusal(ParquetImages.open("https://h.example/a.parquet"))).code,
        "INVALID_ARGUMENT",
      );
      assert.equal((await refusal(ParquetImages.open("no-such-*.parquet"))).code, "NOT_FOUND");
    }));
});
