import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLock } from "../../scripts/check-lock.ts";

const check = (packages: object) =>
  checkLock(JSON.stringify({ packages })).problems.map(({ message }) => message);

test("a lock file that holds all it names is good, wherever npm put it", () => {
  assert.deepEqual(
    check({
      "": { dependencies: { a: "1" }, optionalDependencies: { "@s/b": "1" } },
      "node_modules/a": { dependencies: { c: "1", d: "1" } },
      "node_modules/a/node_modules/c": { dependencies: { d: "1" } },
      "node_modules/d": {},
      "node_modules/@s/b": { dependencies: { a: "1" } },
    }),
    [],
  );
});

test("a package for another platform that is left out is found", () => {
  assert.deepEqual(
    check({
      "": { dependencies: { a: "1" } },
      "node_modules/a": { optionalDependencies: { "a-linux": "1", "a-win32": "1" } },
      "node_modules/a-linux": {},
    }),
    ["a-win32, which node_modules/a asks for, is missing"],
  );
});

test("a package beside another one's own copy is not in reach", () => {
  assert.deepEqual(
    check({ "": { dependencies: { b: "1" } }, "node_modules/a/node_modules/b": {} }),
    ["b, which package.json asks for, is missing"],
  );
});
