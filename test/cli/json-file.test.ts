import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { readJsonFile } from "../../src/cli/json-file.ts";

describe("readJsonFile", () => {
  const cwd = mkdtempSync(join(tmpdir(), "json-"));
  after(() => rmSync(cwd, { recursive: true }));
  const read = (text: string) => {
    writeFileSync(join(cwd, "a.json"), text);
    return readJsonFile("a.json", cwd);
  };

  test("gives what JSON.parse gives", async () => {
    const text = '{"a": [1, -2.5, 1e3, 0.1, true, null, "x\\u00e9"], "__proto__": {"b": {}}}';
    assert.deepEqual(await read(text), JSON.parse(text));
    assert.deepEqual(await read("\uFEFF[1]"), [1], "a byte order mark is no part of the text");
  });

  test("names file, line and column of what is wrong", async () => {
    const cases: [string, RegExp][] = [
      ["[1, 2", /^tsvision: a.json, line 1, column 6: expected JSON, got the end instead of/],
      ['{\n  "a": 1,\n  "b": oops\n}', /a.json, line 3, column 8: expected JSON, got "o"/],
      ['{"a": 1, "a": 2}', /a.json, line 1, column 10: expected JSON, got key "a" comes twice/],
      ["", /line 1, column 1/],
    ];
    for (const [text, message] of cases)
      await assert.rejects(read(text), { code: "INVALID_FILE", message });
  });

  test("says that a file is missing", async () => {
    await assert.rejects(readJsonFile("gone.json", cwd), { code: "NOT_FOUND" });
    await assert.rejects(readJsonFile(".", cwd), { code: "INVALID_FILE" });
  });
});
