import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { root } from "../support/paths.ts";

const laws = "test/transforms/laws";
const page = readFileSync(join(root, "docs", "properties.md"), "utf8");
const rows = page.split("\n").flatMap((line) => {
  const [, law, , files] = line.split(" | ").length === 3 ? splitRow(line) : [];
  if (law === undefined || !/^P\d+$/.test(law)) return [];
  const names = [...files!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
  return [{ law, files: names.map((name) => (name.includes("/") ? name : `${laws}/${name}`)) }];
});

function splitRow(line: string): readonly string[] {
  return line.split("|").map((cell) => cell.trim());
}

describe("docs/properties.md", () => {
  test("names P1 to P60, each once", () => {
    assert.deepEqual(
      rows.map(({ law }) => law),
      Array.from({ length: 60 }, (_, i) => `P${i + 1}`),
    );
  });

  test("names test files that exist", () => {
    for (const { law, files } of rows) {
      assert.ok(files.length > 0, law);
      for (const file of files) assert.ok(existsSync(join(root, file)), `${law}: ${file}`);
    }
  });

  test("finds each numbered test in the row of its law", () => {
    for (const name of readdirSync(join(root, laws))) {
      const file = `${laws}/${name}`;
      const text = readFileSync(join(root, file), "utf8");
      const titles = [...text.matchAll(/["`]((?:P\d+(?:, )?)+): /g)].map(([, title]) => title!);
      for (const law of titles.flatMap((title) => title.split(", "))) {
        const row = rows.find((known) => known.law === law);
        assert.ok(row?.files.includes(file), `${law} is tested in ${file}, and its row is silent`);
      }
    }
  });

  test("is linked from docs/testing.md", () => {
    assert.match(readFileSync(join(root, "docs", "testing.md"), "utf8"), /\(properties\.md\)/);
  });
});
