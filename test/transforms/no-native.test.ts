import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

// Prints the native modules that a process holds after importing the module named by its argument.
const program = `
  const opened = [];
  const { dlopen } = process;
  process.dlopen = (module, file, ...rest) => { opened.push(file); dlopen(module, file, ...rest); };
  process.report.excludeNetwork = true;
  await import(process.argv[1]);
  const shared = process.report.getReport().sharedObjects;
  const native = shared.filter((file) => file.endsWith(".node") || file.includes("onnxruntime"));
  console.log(JSON.stringify([...opened, ...native]));
`;

function nativeModules(url: string): readonly string[] {
  const args = ["--input-type=module", "--eval", program, url];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test("importing the transforms loads no native module", () => {
  const index = new URL("../../src/transforms/index.js", import.meta.url);
  assert.ok(fileURLToPath(index).endsWith("index.js"));
  assert.deepEqual(nativeModules(index.href), []);
});

test("the probe sees a native module when there is one", () => {
  const sharp = import.meta.resolve("sharp");
  assert.notDeepEqual(nativeModules(sharp), []);
});
