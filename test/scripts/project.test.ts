import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  buildDir,
  lineOf,
  listFiles,
  parse,
  readSources,
  root,
  walk,
} from "../../scripts/project.ts";

test("root and build folder are where the compiled script lies", () => {
  assert.ok(existsSync(join(root, "package.json")));
  assert.ok(existsSync(join(buildDir, "scripts", "project.js")));
});

test("files are listed in order with forward slashes", () => {
  const files = listFiles(root, "scripts", ".ts");
  assert.ok(files.includes("scripts/project.ts"));
  assert.deepEqual(files, files.toSorted());
});

test("sources are read below the given folders", () => {
  const sources = readSources(root, ["no-such-folder", "scripts"]);
  const self = sources.find(({ path }) => path === "scripts/project.ts");
  assert.match(self?.text ?? "", /export function readSources/);
});

test("walk meets every node, lines count from 1", () => {
  const tree = parse({ path: "a.ts", text: "\nf(1, 2);" });
  const seen: string[] = [];
  walk(tree, (node) => seen.push(`${lineOf(tree, node)} ${node.getText(tree)}`));
  assert.deepEqual(seen.slice(1, 6), ["2 f(1, 2);", "2 f(1, 2)", "2 f", "2 1", "2 2"]);
});
