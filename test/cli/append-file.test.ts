import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { AppendFile } from "../../src/cli/append-file.ts";

const folder = mkdtempSync(join(tmpdir(), "append-file-"));
after(() => rmSync(folder, { recursive: true }));
const path = join(folder, "rows");
const text = () => readFileSync(path, "utf8");

test("what was written is in the file at once; what is kept stays", () => {
  const first = new AppendFile(path, 0);
  first.write("größe\ncut");
  assert.equal(text(), "größe\ncut");
  first.close();
  const second = new AppendFile(path, Buffer.byteLength("größe\n"));
  assert.equal(text(), "größe\n");
  second.write("more\n");
  second.close();
  assert.equal(text(), "größe\nmore\n");
  new AppendFile(path, 0).close();
  assert.equal(text(), "");
});

test("short writes are continued, errors are told with the file", () => {
  const slow = ((file: number, bytes: Buffer, start: number, _: number, at: number) =>
    writeSync(file, bytes, start, 1, at)) as typeof writeSync;
  const file = new AppendFile(path, 0, slow);
  file.write("a\nb\n");
  file.close();
  assert.equal(text(), "a\nb\n");
  const full = new AppendFile(path, 0, (() => {
    throw new Error("ENOSPC");
  }) as typeof writeSync);
  assert.throws(() => full.write("x"), /rows: expected to write results, got ENOSPC; .*--resume/);
  full.close();
  writeFileSync(path, "");
  assert.throws(() => new AppendFile(join(folder, "gone", "rows"), 0), /ENOENT/);
});
