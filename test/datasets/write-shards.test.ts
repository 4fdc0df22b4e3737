import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ImageFolder, WebDataset, writeShards } from "../../src/datasets/index.ts";
import type { Image } from "../../src/sample/index.ts";
import { fixture } from "../support/paths.ts";
import { runFull } from "../support/run-full.ts";
import { runNode } from "../support/run-node.ts";
import { collected, refusal } from "./shards.ts";
import { withFolder } from "./temp-folder.ts";

const photos = fixture("folder");

async function bytesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const digest = async (name: string) =>
    createHash("sha256")
      .update(await readFile(join(folder, name)))
      .digest("hex");
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await digest(name)])),
  );
}

describe("writeShards", () => {
  it("writes what ImageFolder lists, in its order, bounded in size", () =>
    withFolder(async (folder) => {
      const out = join(folder, "out");
      const ticks: number[] = [];
      const onProgress = (done: number) => ticks.push(done);
      const index = await writeShards(photos, out, { maxBytes: 20_000, onProgress });
      const images = await ImageFolder.open(photos);
      assert.deepEqual([index.samples, ticks.length], [images.length, images.length]);
      assert.deepEqual(index.classes, images.classes);
      assert.ok(index.shards.length > 2);
      assert.ok(index.shards.every(({ bytes }) => bytes <= 20_000));
      const digests = await bytesOf(out);
      assert.deepEqual(
        index.shards.map(({ file, sha256 }) => [file, sha256]),
        Object.entries(digests).filter(([name]) => name !== "index.json"),
      );
      const data = await WebDataset.open(join(out, "index.json"));
      assert.equal(data.length, images.length);
      assert.deepEqual(data.classes, images.classes);
      const pairs = await collected(data.toTuple<[Image, number]>("png;jpg", "cls"));
      assert.deepEqual(
        pairs.map(([, label]) => label),
        images.targets,
      );
      for (const i of [0, 7, images.length - 1])
        assert.deepEqual(pairs[i]![0], (await images.get(i))[0]);
    }));

  it("clears away what a killed call left", () =>
    withFolder(async (folder) => {
      const out = join(folder, "out");
      const module = JSON.stringify(new URL("../../src/datasets/index.js", import.meta.url).href);
      const program = `
        import { writeShards } from ${module};
        const [photos, out] = process.argv.slice(1);
        const onProgress = (done) => done === 30 && process.kill(process.pid, "SIGKILL");
        await writeShards(photos, out, { maxBytes: 20_000, onProgress });`;
      await runNode(["--input-type=module", "-e", program, photos, out]);
      const left = await readdir(folder);
      assert.ok(left.length === 1 && left[0]!.endsWith(".tmp"), left.join());
      await writeShards(photos, out, { maxBytes: 20_000 });
      assert.deepEqual(await readdir(folder), ["out"]);
    }));

  it("says that the disk is full, and leaves nothing", { skip: process.platform === "win32" }, () =>
    withFolder(async (folder) => {
      const module = JSON.stringify(new URL("../../src/datasets/index.js", import.meta.url).href);
      const program = `
        import { writeShards } from ${module};
        const [photos, out] = process.argv.slice(1);
        await writeShards(photos, out, {}).catch((e) => console.log(e.code, e.message));`;
      const { stdout } = await runFull(program, [photos, join(folder, "out")]);
      assert.match(
        stdout,
        /^WRITE_FAILED writeShards: .*to write shards to out, got EFBIG.*nothing/,
      );
      assert.deepEqual(await readdir(folder), []);
    }),
  );

  it("gives the same bytes again, and others for another order", () =>
    withFolder(async (folder) => {
      const write = async (name: string, options: object) => {
        await writeShards(photos, join(folder, name), { maxBytes: 30_000, ...options });
        return bytesOf(join(folder, name));
      };
      const plain = await write("a", {});
      assert.deepEqual(await write("b", {}), plain);
      const shuffled = await write("c", { shuffle: true, seed: 3 });
      assert.deepEqual(await write("d", { shuffle: true, seed: 3 }), shuffled);
      assert.notDeepEqual(await write("e", { shuffle: true, seed: 4 }), shuffled);
      const data = await WebDataset.open(join(folder, "c", "index.json"));
      const images = await ImageFolder.open(photos);
      const samples = await collected(data);
      assert.notDeepEqual(
        samples.map(({ cls }) => cls),
        images.targets,
      );
      for (const { __key__, cls } of samples) assert.equal(images.targets[Number(__key__)], cls);
      assert.equal(new Set(samples.map(({ __key__ }) => __key__)).size, images.length);
    }));

  it("names shards by a pattern", () =>
    withFolder(async (folder) => {
      const options = { maxBytes: 1, pattern: "x%02d-train.tar" };
      const index = await writeShards(photos, join(folder, "a"), options);
      assert.equal(index.shards[3]!.file, "x03-train.tar");
      assert.equal(index.shards.length, index.samples);
      for (const pattern of ["a.tar", "%d", "../%d.tar", "%d%d.tar", "%s.tar"]) {
        const error = await refusal(writeShards(photos, join(folder, "b"), { pattern }));
        assert.equal(error.code, "INVALID_ARGUMENT");
      }
    }));

  it("writes into what is absent or empty, and replaces nothing but its own", () =>
    withFolder(async (folder) => {
      const out = join(folder, "out");
      await mkdir(out);
      await writeShards(photos, out, { maxBytes: 50_000 });
      assert.equal((await refusal(writeShards(photos, out))).code, "EXISTS");
      const before = await bytesOf(out);
      await writeShards(photos, out, { overwrite: true });
      assert.deepEqual(Object.keys(await bytesOf(out)), ["data-0000.tar", "index.json"]);
      assert.notDeepEqual(await bytesOf(out), before);
      await writeFile(join(out, "notes.txt"), "mine");
      const error = await refusal(writeShards(photos, out, { overwrite: true }));
      assert.match(error.message, /notes\.txt, which is no shard of an earlier call/);
      const other = join(folder, "other");
      await mkdir(other);
      await writeFile(join(other, "index.json"), "{}");
      const foreign = await refusal(writeShards(photos, other, { overwrite: true }));
      assert.equal(foreign.code, "EXISTS");
      assert.deepEqual((await readdir(folder)).sort(), ["other", "out"]);
    }));

  it("leaves nothing behind when it fails or is stopped", () =>
    withFolder(async (folder) => {
      const [images, out] = [join(folder, "images"), join(folder, "out")];
      await cp(photos, images, { recursive: true });
      const stop = new AbortController();
      const onProgress = (done: number) => {
        if (done === 5) stop.abort();
      };
      const stopped = writeShards(images, out, { signal: stop.signal, onProgress });
      assert.equal((await refusal(stopped)).code, "ABORTED");
      await writeFile(join(images, "bag", "zz.jpg"), "");
      await truncate(join(images, "bag", "zz.jpg"), 2 ** 28 + 1);
      const error = await refusal(writeShards(images, out));
      assert.match(error.message, /zz\.jpg: expected files of at most 256 MiB, got 268435457/);
      assert.equal((await refusal(writeShards(join(folder, "no"), out))).code, "NOT_FOUND");
      assert.deepEqual(await readdir(folder), ["images"]);
    }));
});
