import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withSimd } from "../../../src/transforms/kernels/simd.ts";
import { compile } from "../../../src/util/wasm.ts";

const absent = withSimd("resample", 0, () => true) === undefined;
const skip =
  absent && "no kernels: run `node build/scripts/build-wasm.js` (of your build folder) first";

test("npm's build has the kernels", () => {
  const folder = basename(fileURLToPath(new URL("../../../..", import.meta.url)));
  if (folder === "build") assert.equal(absent, false);
});

test("a file that is absent, or no module, means no kernels", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "simd-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = pathToFileURL(join(folder, "a.wasm"));
  assert.equal(compile(file), "none");
  writeFileSync(file, "no module");
  assert.equal(compile(file), "none");
  writeFileSync(file, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  assert.notEqual(compile(file), "none");
});

test("memory is grown, kept for the next call, and let go if it is large", { skip }, () => {
  const memoryFor = (bytes: number) => withSimd("resample", bytes, ({ memory }) => memory)!;
  const small = memoryFor(1000);
  assert.ok(small.buffer.byteLength >= 1000);
  assert.equal(memoryFor(3_000_000), small);
  assert.ok(small.buffer.byteLength >= 3_000_000);
  const large = memoryFor(65 * 2 ** 20);
  assert.notEqual(memoryFor(1000), large);
});

test("what is thrown in between is passed on, and the next call works", { skip }, () => {
  const fail = () => {
    throw new Error("in between");
  };
  assert.throws(() => withSimd("resample", 80 * 2 ** 20, fail), /in between/);
  assert.ok(withSimd("resample", 1000, ({ memory }) => memory.buffer.byteLength)! < 64 * 2 ** 20);
});

test("modules have memories of their own", { skip }, () => {
  const [one, other] = ["resample", "planar"].map((name) => withSimd(name, 1, (k) => k.memory));
  assert.notEqual(one, other);
  assert.equal(
    withSimd("no such", 1, () => true),
    undefined,
  );
});

test("more memory than there is means no kernels, for this call", { skip }, () => {
  assert.equal(
    withSimd("resample", 2 ** 33, () => true),
    undefined,
  );
  assert.equal(
    withSimd("resample", 1, () => true),
    true,
  );
});
