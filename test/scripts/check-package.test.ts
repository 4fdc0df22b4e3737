import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPacked } from "../../scripts/check-package.ts";

const kernels = "build/src/transforms/kernels/wasm/resample.wasm";
const refused = (paths: readonly string[], unpackedSize = 1000) =>
  checkPacked({ unpackedSize, files: [...paths, kernels].map((path) => ({ path })) }).map(
    ({ file }) => file,
  );

test("sources, what they compile to, and three papers are published", () => {
  const paths = ["package.json", "README.md", "LICENSE", "src/a/b.ts", "build/src/a/b.js"];
  const maps = ["build/src/a/b.js.map", "build/src/a/b.d.ts", "build/src/a/b.d.ts.map"];
  assert.deepEqual(refused([...paths, ...maps]), []);
});

test("nothing else is", () => {
  const strangers = [
    "test/a.test.ts",
    "build/test/a.test.js",
    "fixtures/a.png",
    "src/a/b.py",
    ".env",
  ];
  assert.deepEqual(refused(["src/a.ts", ...strangers]), strangers);
});

test("a package that grew too large is refused", () => {
  assert.deepEqual(refused(["src/a.ts"], 4_000_001), ["package.json"]);
});

test("a package without the compiled kernels is refused", () => {
  const problems = checkPacked({ unpackedSize: 1000, files: [{ path: "src/a.ts" }] });
  assert.deepEqual(problems, [{ file: kernels, message: "is missing: run `npm run build`" }]);
});
