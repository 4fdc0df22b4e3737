import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type OutputFormat, outputFormat, type Row, RowWriter } from "../../src/cli/output.ts";
import { FakeOutput } from "./fake-context.ts";

const columns = [{ key: "file" }, { key: "probability", show: (p: number) => p.toFixed(2) }];
const rows: Row[] = [
  { file: "a.png", probability: 0.123456789 },
  { file: "b,c.png", probability: null },
];

async function print(format: OutputFormat, data = rows, isTTY = false): Promise<string> {
  const output = new FakeOutput({ isTTY });
  const writer = new RowWriter(output, format, columns);
  for (const row of data) await writer.write(row);
  await writer.end();
  assert.equal(writer.count, data.length);
  return output.text;
}

describe("formats", () => {
  test("CSV has a heading and all digits", async () => {
    assert.equal(await print("csv"), 'file,probability\na.png,0.123456789\n"b,c.png",\n');
  });

  test("JSON lines are one object a row", async () => {
    assert.deepEqual(
      (await print("jsonl"))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
      rows,
    );
  });

  test("JSON is one array", async () => {
    assert.deepEqual(JSON.parse(await print("json")), rows);
  });

  test("a table shows numbers as a reader likes them", async () => {
    assert.equal(await print("table"), "file     probability\na.png           0.12\nb,c.png\n");
  });

  test("no rows are still a valid answer", async () => {
    assert.equal(await print("csv", []), "file,probability\n");
    assert.equal(await print("jsonl", []), "");
    assert.deepEqual(JSON.parse(await print("json", [])), []);
    assert.equal(await print("table", []), "file  probability\n");
  });
});

test("no format sends an escape byte to a terminal", async () => {
  const hostile = [{ file: "\x1b]0;owned\x07\u202e\x9b2J", probability: 1 }];
  for (const format of ["table", "csv", "jsonl", "json"] as const)
    assert.doesNotMatch(await print(format, hostile, true), /[^\P{Cc}\n]|\u202e/u, format);
  assert.ok((await print("csv", hostile)).includes("\x1b]0;owned")); // a file keeps the true name
});

test("rows are out at once, except for a table", async () => {
  const output = new FakeOutput();
  const writer = new RowWriter(output, "jsonl", columns);
  await writer.write(rows[0]!);
  assert.equal(output.text, '{"file":"a.png","probability":0.123456789}\n');
});

test("a full output is waited for", async () => {
  const output = new FakeOutput({ full: true });
  const writer = new RowWriter(output, "jsonl", columns);
  let isDone = false;
  const done = writer.write(rows[0]!).then(() => {
    isDone = true;
  });
  await new Promise(setImmediate);
  assert.equal(isDone, false);
  for (const drain of output.waiting) drain();
  await done;
  assert.deepEqual(output.waiting, []);
});

describe("outputFormat", () => {
  test("is a table on a terminal and JSON lines in a pipe", () => {
    assert.equal(outputFormat({}, true), "table");
    assert.equal(outputFormat({}, false), "jsonl");
    assert.equal(outputFormat({}, undefined), "jsonl");
  });

  test("follows the flags", () => {
    assert.equal(outputFormat({ csv: true }, true), "csv");
    assert.equal(outputFormat({ json: true }, false), "json");
    assert.equal(outputFormat({ format: "table" }, false), "table");
    assert.equal(outputFormat({ format: "csv", csv: true }, false), "csv");
  });

  test("refuses unknown and contradicting ones", () => {
    assert.throws(() => outputFormat({ format: "xml" }, true), /one format of table, csv/);
    assert.throws(() => outputFormat({ csv: true, json: true }, true), /got \["csv", "json"\]/);
  });
});
