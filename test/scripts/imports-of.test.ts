import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf } from "../../scripts/imports-of.ts";

const kinds = (text: string) => importsOf({ path: "src/a/b.ts", text }).map(({ kind }) => kind);

test("what is erased is a type, all else a value", () => {
  assert.deepEqual(kinds('import type { A } from "./a.ts";'), ["type"]);
  assert.deepEqual(kinds('import { type A } from "./a.ts";'), ["value"]); // stays as import {}
  assert.deepEqual(kinds('import { a, type B } from "./a.ts";'), ["value"]);
  assert.deepEqual(kinds('import "./a.ts";'), ["value"]);
  assert.deepEqual(kinds('export type { A } from "./a.ts";'), ["type"]);
  assert.deepEqual(kinds('export * from "./a.ts";'), ["value"]);
  assert.deepEqual(kinds('type A = import("./a.ts").A;'), ["type"]);
  assert.deepEqual(kinds('const a = await import("./a.ts");'), ["lazy"]);
  assert.deepEqual(kinds("export const a = 1;"), []);
});

test("relative specifiers are resolved from the file, with the line", () => {
  const text = 'import { join } from "node:path";\nimport { c } from "../c/d.ts";';
  assert.deepEqual(importsOf({ path: "src/a/b.ts", text }), [
    { specifier: "node:path", target: undefined, kind: "value", line: 1 },
    { specifier: "../c/d.ts", target: "src/c/d.ts", kind: "value", line: 2 },
  ]);
});
