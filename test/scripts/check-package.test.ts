import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPacked } from "../../scripts/check-package.ts";

const refused = (paths: readonly string[], unpackedSize = 1000) =>
  checkPacked({ unpackedSize, files: paths.map((path) => ({ path })) }).map(({ file }) => file);

test("sources, what they compile to, papers and weights are published", () => {
  const paths = ["package.json", "README.md", "LICENSE", "src/a/b.ts", "build/src/a/b.js"];
  paths.push("SECURITY.md", "assets/a-b.safetensors");
  const maps = ["build/src/a/b.js.map", "build/src/a/b.d.ts", "build/src/a/b.d.ts.map"];
  assert.deepEqual(refused([...paths, ...maps]), []);
});

test("nothing else is", () => {
  const strangers = [
    "test/a.test.ts",
    "build/test/a.test.js",
    "fixtures/a.png",
    "assets/a.pth",
    "src/a/b.py",
    ".env",
  ];
  assert.deepEqual(refused(["src/a.ts", ...strangers]), strangers);
});

test("a package that grew too large is refused", () => {
  assert.deepEqual(refused(["src/a.ts"], 12_000_001), ["package.json"]);
});

test("a kernel that is not compiled is refused", () => {
  const folder = "src/transforms/kernels/wasm";
  const files = [`${folder}/a.ts`, `${folder}/b.ts`, `build/${folder}/a.wasm`];
  assert.deepEqual(refused(files), [`build/${folder}/b.wasm`]);
});
