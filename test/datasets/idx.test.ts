import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { type IdxOptions, readIdx } from "../../src/datasets/index.ts";
import { VisionError } from "../../src/util/errors.ts";
import { idxBytes } from "./fake-idx.ts";
import { withFolder } from "./temp-folder.ts";

const content = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
const whole = idxBytes([3, 2, 2], content);

describe("readIdx", () => {
  it("reads plain and gzipped files, whatever their names", () =>
    withFolder(async (folder) => {
      for (const bytes of [whole, gzipSync(whole)]) {
        await writeFile(join(folder, "x"), bytes);
        const { shape, data } = await readIdx(join(folder, "x"), { rank: 3 });
        assert.deepEqual(shape, [3, 2, 2]);
        assert.deepEqual(Buffer.from(data), Buffer.from(content));
      }
    }));

  it("reads arrays of one dimension, and of none in one", () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, "x"), idxBytes([0], new Uint8Array(0)));
      const { shape, data } = await readIdx(join(folder, "x"));
      assert.deepEqual([shape, data.length], [[0], 0]);
    }));

  it("refuses every cut of a plain and of a gzipped file", () =>
    withFolder(async (folder) => {
      const path = join(folder, "x");
      for (const bytes of [whole, gzipSync(whole)]) {
        for (let length = 0; length < bytes.length; length++) {
          await writeFile(path, bytes.subarray(0, length));
          await assert.rejects(readIdx(path), (error: unknown) => {
            assert.ok(error instanceof VisionError, `${length}: ${error}`);
            assert.deepEqual([error.code, error.file], ["INVALID_FILE", path]);
            return true;
          });
        }
      }
    }));

  it("finds every changed byte of a gzipped file's content", () =>
    withFolder(async (folder) => {
      const path = join(folder, "x");
      const bytes = gzipSync(whole);
      for (let i = 10; i < bytes.length; i++) {
        const changed = Buffer.from(bytes);
        changed[i]! ^= 0x10;
        await writeFile(path, changed);
        await assert.rejects(readIdx(path), VisionError, `byte ${i}`);
      }
    }));

  // What is wrong, the file, and what the message says after the file's name.
  const bad: readonly [string, Buffer, IdxOptions, RegExp][] = [
    [
      "another magic number",
      changedAt(0, 1),
      {},
      /at byte 0: expected the magic number 0, 0, 8 .*, got \[1, 0, 8, 3\]/,
    ],
    ["floats", changedAt(2, 13), {}, /at byte 0: expected the magic number .*\[0, 0, 13, 3\]/],
    ["no dimension", changedAt(3, 0), {}, /at byte 0: expected the magic number/],
    [
      "labels in place of images",
      idxBytes([3], content.subarray(0, 3)),
      { rank: 3 },
      /at byte 3: expected 3 dimensions, got 1; is it the labels' file in place/,
    ],
    [
      "a cut header",
      whole.subarray(0, 10),
      {},
      /at byte 10: expected a header of 16 bytes, got 10/,
    ],
    ["cut data", whole.subarray(0, 20), {}, /at byte 20: expected 28 bytes .*\[3, 2, 2\], got 20/],
    ["trailing bytes", longer(whole), {}, /at byte 28: expected 28 bytes .*, got 29/],
    [
      "trailing bytes inside the gzip stream",
      gzipSync(longer(longer(whole))),
      {},
      /at byte 28: expected the end of the unzipped content, got "more bytes"/,
    ],
    ["one trailing byte inside", gzipSync(longer(whole)), {}, /at byte 28: expected 28 bytes/],
    ["one byte after the gzip stream", longer(gzipSync(whole)), {}, /expected a whole gzip file/],
    ["bytes after the gzip stream", longer(longer(gzipSync(whole))), {}, /expected a whole gzip/],
    [
      "zeros after the gzip stream",
      Buffer.concat([gzipSync(whole), Buffer.alloc(5)]),
      {},
      /at byte 42: expected nothing after the gzip stream, got "5 more bytes"/,
    ],
    [
      "a second gzip stream",
      Buffer.concat([gzipSync(whole), gzipSync(whole)]),
      {},
      /at byte 28: expected the end of the unzipped content/,
    ],
    ["a cut gzip stream", gzipSync(whole).subarray(0, 30), {}, /at byte 30: expected a whole gzip/],
    ["no gzip stream", Buffer.from([0x1f, 0x8b, 7, 7, 7, 7]), {}, /expected a whole gzip file/],
    ["an empty file", Buffer.alloc(0), {}, /at byte 0: expected 4 bytes of magic number, got 0/],
    ["a large file", whole, { maxBytes: 27 }, /expected at most 27 bytes, got 28; pass a larger/],
    ["dimensions beyond all bounds", gzipSync(huge()), {}, /expected at most 1073741824 bytes/],
  ];
  for (const [name, bytes, options, message] of bad) {
    it(`refuses ${name}`, () =>
      withFolder(async (folder) => {
        await writeFile(join(folder, "x"), bytes);
        const code = message.source.includes("at most") ? "TOO_LARGE" : "INVALID_FILE";
        await assert.rejects(readIdx(join(folder, "x"), options), { code, message });
      }));
  }

  it("stops unzipping at the declared length", () =>
    withFolder(async (folder) => {
      const bomb = gzipSync(
        Buffer.concat([idxBytes([1], new Uint8Array(1)), Buffer.alloc(2 ** 26)]),
      );
      await writeFile(join(folder, "x"), bomb);
      await assert.rejects(readIdx(join(folder, "x")), (error: unknown) => {
        const cause = (error as Error).cause as NodeJS.ErrnoException;
        return cause.code === "ERR_BUFFER_TOO_LARGE";
      });
    }));

  it("names a missing file and a folder", () =>
    withFolder(async (folder) => {
      await assert.rejects(readIdx(join(folder, "x")), {
        code: "NOT_FOUND",
        message: /x: expected/,
      });
      await assert.rejects(readIdx(folder), {
        code: "INVALID_FILE",
        message: /not a regular file/,
      });
    }));
});

function changedAt(place: number, value: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[place] = value;
  return bytes;
}

function longer(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from([7])]);
}

function huge(): Buffer {
  return idxBytes([65_535, 65_535, 3], content);
}
