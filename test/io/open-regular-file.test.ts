import assert from "node:assert/strict";
import fs, { appendFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readRegularFile } from "../../src/io/open-regular-file.ts";
import { readWhole } from "../../src/io/read-whole.ts";
import { withFolder } from "../datasets/temp-folder.ts";

const content = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);

// Before each read of the system, at most `most` bytes, `happens` is called.
async function disturbed<T>(happens: () => void, most: number, work: () => Promise<T>): Promise<T> {
  const { read, readSync } = fs;
  try {
    fs.readSync = ((file: number, bytes: Buffer, start: number, length: number) => {
      happens();
      return readSync(file, bytes, start, Math.min(length, most), null);
    }) as typeof readSync;
    fs.read = ((
      file: number,
      bytes: Buffer,
      start: number,
      length: number,
      _: null,
      done: never,
    ) => {
      try {
        happens();
      } catch (error) {
        return (done as (error: unknown) => void)(error);
      }
      return read(file, bytes, start, Math.min(length, most), null, done);
    }) as unknown as typeof read;
    syncBuiltinESMExports();
    return await work();
  } finally {
    Object.assign(fs, { read, readSync });
    syncBuiltinESMExports();
  }
}

const error = (code: string) => Object.assign(new Error(`${code}: injected`), { code });

describe("reading a whole file", () => {
  for (const [name, read] of [
    ["readWhole", readWhole],
    ["readRegularFile", async (who: string, path: string) => readRegularFile(who, path)],
  ] as const) {
    const withFile = (use: (path: string) => Promise<void>) =>
      withFolder(async (folder) => {
        const path = join(folder, "a");
        writeFileSync(path, content);
        await use(path);
      });

    it(`${name} goes on after short reads`, () =>
      withFile(async (path) => {
        const bytes = await disturbed(
          () => {},
          999,
          () => read("me", path),
        );
        assert.deepEqual(new Uint8Array(bytes), content);
        assert.equal(bytes.buffer.byteLength, content.length);
      }));

    for (const [how, change] of Object.entries({
      grows: (path: string) => appendFileSync(path, "x"),
      shrinks: (path: string) => truncateSync(path, 2500),
      "is emptied": (path: string) => truncateSync(path),
      "is written again": (path: string) => {
        writeFileSync(path, content.toReversed());
        utimesSync(path, 1, 1e9); // another time than before, however coarse the clock
      },
    }))
      it(`${name} tells that the file ${how} meanwhile`, () =>
        withFile(async (path) => {
          let reads = 0;
          const happens = () => reads++ === 2 && change(path);
          await assert.rejects(
            disturbed(happens, 999, () => read("me", path)),
            {
              code: "INVALID_FILE",
              message: /^me: .*a: expected a file that can be read, got it was changed while/,
            },
          );
        }));

    it(`${name} tells what the system says`, () =>
      withFile(async (path) => {
        for (const [code, want, hint] of [
          ["EIO", "INVALID_FILE", /check the disk/],
          ["EMFILE", "EXHAUSTED", /ulimit -n/],
          ["ENOMEM", "EXHAUSTED", /free memory/],
          ["ESTALE", "INVALID_FILE", /who may read it/],
        ] as const) {
          const happens = () => {
            throw error(code);
          };
          await assert.rejects(
            disturbed(happens, 999, () => read("me", path)),
            {
              code: want,
              file: path,
              message: hint,
            },
          );
        }
      }));

    it(`${name} reads files that do not tell their size`, {
      skip: process.platform !== "linux",
    }, async () => {
      assert.match(Buffer.from(await read("me", "/proc/self/status")).toString(), /^Name:/);
    });
  }
});
