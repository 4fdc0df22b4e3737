import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type FileRecord, readRecords } from "../../src/cli/read-records.ts";

const folder = mkdtempSync(join(tmpdir(), "read-records-"));
after(() => rmSync(folder, { recursive: true }));

async function read(text: string, quoted = false): Promise<FileRecord[]> {
  const path = join(folder, "file");
  writeFileSync(path, text);
  const handle = await open(path);
  const records: FileRecord[] = [];
  for await (const record of readRecords(handle, { quoted })) records.push(record);
  await handle.close();
  return records;
}

test("lines come with the byte after them; what was cut does not come", async () => {
  assert.deepEqual(await read("ä\n\nb\ncut"), [
    { text: "ä", end: 3 },
    { text: "", end: 4 },
    { text: "b", end: 6 },
  ]);
  assert.deepEqual(await read(""), []);
});

test("a line's end between quotes is text", async () => {
  const line = 'a,"b\n""c",d';
  assert.deepEqual(await read(`${line}\ne,"cut\n`, true), [{ text: line, end: 12 }]);
});

test("lines longer than a read are whole", async () => {
  const long = "x".repeat(200_000);
  const records = await read(`${long}\n${long}\n`);
  assert.deepEqual(
    records.map(({ text, end }) => [text === long, end]),
    [
      [true, 200_001],
      [true, 400_002],
    ],
  );
});
