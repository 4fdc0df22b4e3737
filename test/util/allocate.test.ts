import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import {
  recycle,
  uninitialized,
  uninitializedBytes,
  withMemoryTaken,
} from "../../src/util/allocate.ts";

test("floats of their own memory, of the length asked for", () => {
  for (const length of [0, 1, 7, 3000]) {
    const floats = uninitialized(length);
    assert.ok(floats instanceof Float32Array);
    assert.deepEqual([floats.length, floats.byteOffset], [length, 0]);
    assert.equal(floats.buffer.byteLength, 4 * length);
    assert.notEqual(floats.buffer, uninitialized(length).buffer);
  }
});

test("bytes of their own memory, too", () => {
  for (const length of [0, 1, 7, 3000]) {
    const bytes = uninitializedBytes(length);
    assert.deepEqual(
      [bytes.length, bytes.byteOffset, bytes.buffer.byteLength],
      [length, 0, length],
    );
  }
});

const glibc = "glibcVersionRuntime" in (process.report.getReport() as { header: object }).header;

test("with glibc, pictures are made of pages that earlier ones gave back", { skip: !glibc }, () => {
  const url = new URL("../../src/util/allocate.js", import.meta.url);
  const program = `
    const { uninitialized } = await import(process.argv[1]);
    const faults = () => process.resourceUsage().minorPageFault;
    const work = () => { for (let i = 0; i < 300; i++) uninitialized(150_000).fill(i); };
    work();
    const before = faults();
    work();
    console.log((faults() - before) / 300);`;
  const args = ["--input-type=module", "--eval", program, url.href];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  // 600 kB are 147 pages; without the rule that is asked for, most of them are fresh ones each time.
  assert.match(stdout, /^[\d.]+\n$/, stderr);
  assert.ok(Number(stdout) < 40, stdout);
});

test("its memory can be handed to another thread", () => {
  const { buffer } = uninitialized(10);
  assert.equal(structuredClone(buffer, { transfer: [buffer] }).byteLength, 40);
  assert.equal(buffer.byteLength, 0);
});

test("memory handed back is given to the next of about its size, once", () => {
  const first = uninitializedBytes(200_000);
  recycle(first);
  recycle(first);
  const next = uninitializedBytes(190_000);
  assert.equal(next.buffer, first.buffer);
  assert.equal(next.length, 190_000);
  assert.notEqual(uninitializedBytes(190_000).buffer, first.buffer);
});

test("memory that is too small, much too large, moved away or from elsewhere is not given out", () => {
  const large = uninitializedBytes(1_000_000);
  recycle(large);
  assert.notEqual(uninitializedBytes(700_000).buffer, large.buffer);
  assert.equal(uninitialized(250_000).buffer, large.buffer);
  const foreign = new Uint8Array(300_000);
  recycle(foreign);
  assert.notEqual(uninitializedBytes(300_000).buffer, foreign.buffer);
  const moved = uninitializedBytes(310_000);
  structuredClone(moved.buffer, { transfer: [moved.buffer] });
  recycle(moved);
  assert.equal(uninitializedBytes(310_000).length, 310_000);
  const shared = new Uint8Array(new SharedArrayBuffer(100_000));
  recycle(shared);
});

test("of what is handed back at most 64 MiB are kept", () => {
  const blocks = Array.from({ length: 9 }, () => uninitializedBytes(2 ** 23));
  for (const block of blocks) recycle(block);
  const again = Array.from({ length: 9 }, () => uninitializedBytes(2 ** 23).buffer);
  assert.equal(again.filter((buffer) => blocks.some((block) => block.buffer === buffer)).length, 8);
});

test("who asks hears which memory was taken meanwhile, also inside of another such call", () => {
  const before = uninitialized(20_000);
  const { made, taken } = withMemoryTaken(() => {
    const inner = withMemoryTaken(() => uninitializedBytes(100_000));
    assert.deepEqual(
      inner.taken.map(({ buffer }) => buffer),
      [inner.made.buffer],
    );
    return uninitialized(30_000);
  });
  uninitialized(20_000);
  const buffers = taken.map(({ buffer }) => buffer);
  assert.ok(buffers.length === 1 && buffers[0] === made.buffer && made.buffer !== before.buffer);
  assert.throws(() => withMemoryTaken(() => assert.fail("as it comes")), /as it comes/);
  assert.equal(withMemoryTaken(() => 3).taken.length, 0);
});
