import assert from "node:assert/strict";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ParquetFile } from "../../src/io/parquet-file.ts";
import { VisionError } from "../../src/util/errors.ts";
import { refusal } from "../datasets/shards.ts";
import { withFolder } from "../datasets/temp-folder.ts";
import { fixture } from "../support/paths.ts";

const path = fixture("parquet", "hub.parquet");

describe("ParquetFile", () => {
  it("knows columns, row groups and notes, and reads rows across groups", async () => {
    const file = await ParquetFile.open("Test", path);
    assert.deepEqual([file.rows, file.columns], [6, ["image", "label"]]);
    assert.deepEqual(
      file.groups,
      [0, 2, 4].map((start) => ({ start, rows: 2 })),
    );
    assert.match(file.note("huggingface")!, /ClassLabel/);
    assert.equal(file.note("other"), undefined);
    assert.deepEqual(
      (await file.read(["label"], 1, 5)).map(({ label }) => label),
      [0n, 1n, 2n, 0n],
    );
    const [row] = await file.read(["image"], 3, 4);
    const image = row!["image"] as { bytes: Uint8Array; path: string };
    const want = await readFile(fixture("golden", "io", image.path));
    assert.deepEqual([image.path, want.equals(image.bytes)], ["tiny-progressive.jpg", true]);
  });

  it("ends with a typed error, or the same rows, wherever the file is cut", () =>
    withFolder(async (folder) => {
      const whole = await readFile(path);
      const cut = join(folder, "cut.parquet");
      for (let length = 0; length < whole.length; length += 61) {
        await writeFile(cut, whole.subarray(0, length));
        const error = await refusal(ParquetFile.open("Test", cut));
        assert.deepEqual([error.code, error.file], ["INVALID_FILE", cut], `${length} bytes`);
      }
    }));

  it("gives rows or a typed error, never another one, for flipped bytes", () =>
    withFolder(async (folder) => {
      const whole = await readFile(path);
      const bad = join(folder, "bad.parquet");
      for (let at = 0; at < whole.length; at += 29) {
        const flipped = Buffer.from(whole);
        flipped[at]! ^= 0xff;
        await writeFile(bad, flipped);
        const reading = ParquetFile.open("Test", bad).then((file) =>
          file.read(file.columns, 0, Math.min(file.rows, 100)),
        );
        const error = await reading.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        assert.ok(error === undefined || error instanceof VisionError, `byte ${at}: ${error}`);
      }
    }));

  it("notices that a file became shorter, and that it is missing", () =>
    withFolder(async (folder) => {
      const copy = join(folder, "copy.parquet");
      await writeFile(copy, await readFile(path));
      const file = await ParquetFile.open("Test", copy);
      await truncate(copy, 100);
      assert.equal((await refusal(file.read(["image"], 4, 6))).code, "MISMATCH");
      assert.equal((await refusal(ParquetFile.open("Test", join(folder, "no")))).code, "NOT_FOUND");
    }));
});
