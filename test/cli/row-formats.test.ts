import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvLine, jsonLine, tableLines } from "../../src/cli/row-formats.ts";

test("CSV quotes what needs it", () => {
  assert.equal(
    csvLine(["a", 'say "b"', "c,d", "e\nf", 1e-7, true, null, undefined]),
    'a,"say ""b""","c,d","e\nf",1e-7,true,,',
  );
});

test("CSV texts that a spreadsheet would run are made harmless; numbers stay numbers", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"])
    assert.equal(csvLine([`${start}cmd|' /C calc'!A0`]), `"'${start}cmd|' /C calc'!A0"`);
  assert.equal(csvLine([-0.5]), "-0.5");
});

test("JSON lines hold every column and no unseen character, and read back equal", () => {
  const columns = [{ key: "file" }, { key: "error" }];
  assert.equal(jsonLine(columns, { file: "a" }), '{"file":"a","error":null}');
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (file) => {
      const line = jsonLine(columns, { file, error: null });
      assert.doesNotMatch(line, /[\p{Cc}\u2028\u2029\u202e]/u);
      assert.equal(JSON.parse(line).file, file);
    }),
  );
});

test("table columns line up, wide characters counted as two", () => {
  const columns = [{ key: "file" }, { key: "n" }];
  const text = tableLines(columns, [
    { file: "画像.png", n: 1 },
    { file: "a-longer-name.png", n: 22 },
  ]);
  assert.equal(text, "file                n\n画像.png            1\na-longer-name.png  22\n");
});
