import assert from "node:assert/strict";
import { test } from "node:test";
import { checkMirror } from "../../scripts/check-mirror.ts";

const code = "export const a = 1;";
const check = (files: Record<string, string>) =>
  checkMirror(Object.entries(files).map(([path, text]) => ({ path, text }))).problems.map(
    ({ file, message }) => `${file} ${message}`,
  );

test("each source wants the test of its name", () => {
  assert.deepEqual(check({ "src/cli/b.ts": code, "scripts/c.ts": code }), [
    "src/cli/b.ts has no test; write test/cli/b.test.ts",
    "scripts/c.ts has no test; write test/scripts/c.test.ts",
  ]);
  assert.deepEqual(check({ "src/cli/b.ts": code, "test/cli/b.test.ts": "" }), []);
});

test("a test of another name counts only if it imports the file, and not for its types", () => {
  const suite = (kind: string) => `import ${kind} { b } from "../../src/cli/b.ts";`;
  assert.deepEqual(check({ "src/cli/b.ts": code, "test/cli/suite.test.ts": suite("") }), []);
  assert.equal(check({ "src/cli/b.ts": code, "test/cli/suite.test.ts": suite("type") }).length, 1);
  assert.equal(check({ "src/cli/b.ts": code, "test/cli/helper.ts": suite("") }).length, 1);
});

test("index files, types, benchmarks and examples want none", () => {
  assert.deepEqual(
    check({
      "src/cli/index.ts": code,
      "src/cli/types.ts": 'import type { B } from "./b.ts";\nexport interface A { b: B }',
      "bench/a.ts": code,
      "examples/a.ts": code,
    }),
    [],
  );
});

test("a listed exception that has a test is stale", () => {
  assert.deepEqual(check({ "scripts/check.ts": code }), []);
  assert.deepEqual(check({ "scripts/check.ts": code, "test/scripts/check.test.ts": "" }), [
    "scripts/check.ts has a test: take it off the list withoutTest",
  ]);
});
