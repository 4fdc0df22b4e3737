import assert from "node:assert/strict";
import { test } from "node:test";
import { checkText } from "../../scripts/check-text.ts";

const finds = (text: string, registry?: string) =>
  checkText([{ path: "a.md", text }], registry).problems.map(({ line, message }) => [
    line,
    message,
  ]);

// Joined here, so that this file itself holds none of them.
const path = (...parts: string[]) => ["", ...parts].join("/");

test("absolute paths of a machine are found with their line", () => {
  assert.deepEqual(finds(`one\nsee ${path("work", "main")} there`), [
    [2, `holds an absolute path of one machine: see ${path("work", "main")} there`],
  ]);
  for (const folder of ["root", "tmp", "home", "Users"])
    assert.equal(finds(`"${path(folder, "x")}"`).length, 1, folder);
});

test("relative and system paths pass", () => {
  for (const text of ["src/tmp/a", "./tmp/a", "/usr/bin/python3", "at /work", "/**/tmp/x"])
    assert.deepEqual(finds(text), [], text);
});

test("registry addresses are found, the configured one too", () => {
  assert.equal(finds(`https://${["registry", "npmjs", "org"].join(".")}/a`).length, 1);
  assert.equal(finds(`"${"resolved"}": "${"https"}://x/a.tgz"`).length, 1);
  assert.equal(finds("http://packages.example/npm/a", "http://packages.example/npm/").length, 1);
  assert.deepEqual(finds("the npm registry", "http://npm/"), []);
  assert.deepEqual(finds("packages.example", "not an address"), []);
});
