import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openRows, rowsFormat } from "../../src/cli/open-rows.ts";
import { FakeOutput } from "./fake-context.ts";

const cwd = mkdtempSync(join(tmpdir(), "open-rows-"));
after(() => rmSync(cwd, { recursive: true }));

test("the format of a file is asked for, or follows from its name", () => {
  assert.equal(rowsFormat({}, {}, true), "table");
  assert.equal(rowsFormat({}, { out: "a.CSV" }, true), "csv");
  assert.equal(rowsFormat({}, { out: "a.txt" }, true), "jsonl");
  assert.equal(rowsFormat({ csv: true }, { out: "a.txt" }, true), "csv");
  assert.equal(rowsFormat({}, { out: "a.csv", shard: "1/2" }, true), "jsonl");
  assert.throws(() => rowsFormat({ json: true }, { out: "a" }, true), /csv or jsonl for a file/);
  assert.throws(() => rowsFormat({ csv: true }, { out: "a", shard: "1/2" }, true), /for a part/);
});

test("rows go to stdout, into a new file, or behind those that are there", async () => {
  const stdout = new FakeOutput();
  const columns = ["file", "class", "index", "probability", "error"].map((key) => ({ key }));
  const files = ["f", "g"];
  const base = { format: "csv", columns, classes: ["a"], top: 1, batch: 1, files } as const;
  const plan = { ...base, context: { stdout, cwd } };
  const print = async (flags: object) => {
    const { rows, before, close } = await openRows({ ...plan, ...flags });
    for (const file of before.left) await rows.write({ file, error: "bad" });
    await rows.end();
    close();
    return [before.count, before.failed];
  };
  const heading = "file,class,index,probability,error\n";
  assert.deepEqual(await print({}), [0, 0]);
  assert.equal(stdout.text, `${heading}f,,,,bad\ng,,,,bad\n`);
  writeFileSync(join(cwd, "out"), `${heading}g,a,0,1,\nf,`);
  assert.deepEqual(await print({ out: "out", resume: true }), [1, 0]);
  assert.equal(readFileSync(join(cwd, "out"), "utf8"), `${heading}g,a,0,1,\nf,,,,bad\n`);
  assert.deepEqual(await print({ out: "out" }), [0, 0]);
  assert.equal(readFileSync(join(cwd, "out"), "utf8"), stdout.text);
});
