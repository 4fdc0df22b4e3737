import assert from "node:assert/strict";
import { test } from "node:test";
import { uninitialized } from "../../../src/transforms/kernels/allocate.ts";

test("floats of their own memory, of the length asked for", () => {
  for (const length of [0, 1, 7, 3000]) {
    const floats = uninitialized(length);
    assert.ok(floats instanceof Float32Array);
    assert.deepEqual([floats.length, floats.byteOffset], [length, 0]);
    assert.equal(floats.buffer.byteLength, 4 * length);
    assert.notEqual(floats.buffer, uninitialized(length).buffer);
  }
});

test("its memory can be handed to another thread", () => {
  const { buffer } = uninitialized(10);
  assert.equal(structuredClone(buffer, { transfer: [buffer] }).byteLength, 40);
  assert.equal(buffer.byteLength, 0);
});
