import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { buildWasm, wasmFolders } from "../../scripts/build-wasm.ts";
import { compile } from "../../src/util/wasm.ts";
import { root } from "../support/paths.ts";

function place(t: TestContext, source: string): string {
  const base = mkdtempSync(join(tmpdir(), "wasm-"));
  t.after(() => rmSync(base, { recursive: true }));
  mkdirSync(join(base, "kernels"));
  writeFileSync(join(base, "kernels", "add.ts"), source);
  return base;
}

test("each source becomes a module at the same path", async (t) => {
  const base = place(t, "export function add(a: i32, b: i32): i32 { return a + b; }");
  assert.deepEqual(await buildWasm(base, base, ["kernels"]), ["kernels/add.wasm"]);
  const bytes = readFileSync(join(base, "kernels", "add.wasm"));
  assert.deepEqual([...bytes.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  assert.ok(bytes.includes("add"));
});

test("an error of the compiler is passed on with its place", async (t) => {
  const base = place(t, "export function add(a: i32): i32 { return b; }");
  await assert.rejects(
    buildWasm(base, base, ["kernels"]),
    /kernels\/add\.ts[\s\S]*Cannot find name 'b'/,
  );
});

test("the product's kernels compile, small and without imports", async (t) => {
  const to = mkdtempSync(join(tmpdir(), "wasm-"));
  t.after(() => rmSync(to, { recursive: true }));
  const outputs = await buildWasm(root, to);
  for (const folder of wasmFolders)
    assert.ok(outputs.some((output) => output.startsWith(`${folder}/`)));
  for (const output of outputs) {
    const file = join(to, output);
    assert.ok(readFileSync(file).length < 40_000);
    const module = compile(pathToFileURL(file));
    assert.ok(module !== "none");
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  }
});

declare const WebAssembly: { readonly Module: { imports(module: object): unknown[] } };
