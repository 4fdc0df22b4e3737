import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { compile, type Kernels, withModule } from "../../src/util/wasm.ts";

// (module (memory (export "memory") 1) (func (export "seven") (result i32) i32.const 7))
const seven = Buffer.from(
  "0061736d010000000105016000017f030201000503010001071202066d656d6f72790200" +
    "05736576656e00000a0601040041070b",
  "hex",
);

test("a file that is absent, or no module, means no kernels; a module is used", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "wasm-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const place = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes);
    return pathToFileURL(join(folder, name));
  };
  const absent = pathToFileURL(join(folder, "absent.wasm"));
  assert.equal(compile(absent), "none");
  const use = () => true;
  assert.equal(withModule(absent, 0, use), undefined);
  assert.equal(withModule(place("text.wasm", "no module"), 0, use), undefined);
  const good = place("good.wasm", seven);
  assert.notEqual(compile(good), "none");
  const call = (kernels: Kernels & { seven(): number }) => kernels.seven();
  assert.equal(withModule(good, 100_000, call), 7);
  const bytes = withModule(good, 100_000, ({ memory }) => memory.buffer.byteLength)!;
  assert.ok(bytes >= 100_000);
  assert.equal(withModule(good, 2 ** 33, use), undefined);
});
