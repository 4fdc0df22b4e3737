import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { progressLine, reporting } from "../../src/io/download-progress.ts";
import type { DownloadProgress } from "../../src/io/index.ts";

test("progress in one line", () => {
  assert.equal(progressLine({ file: "a", done: 5e7, total: 1e8 + 1 }), "a: 50.0 of 100.0 MB, 49%");
  assert.equal(progressLine({ file: "a", done: 123_456, total: undefined }), "a: 0.1 MB");
});

test("reports now and then and at the end, but nothing of what is quick", async () => {
  const calls: DownloadProgress[] = [];
  const quick = reporting({ file: "a", total: 10 }, (call) => calls.push(call), 1000);
  quick.update(10);
  quick.end();
  assert.equal(calls.length, 0);
  const slow = reporting({ file: "a", total: 10 }, (call) => calls.push(call), 5);
  slow.update(4);
  while (calls.length === 0) await wait(5);
  slow.update(10);
  slow.end();
  assert.deepEqual(calls[0], { file: "a", done: 4, total: 10 });
  assert.deepEqual(calls.at(-1), { file: "a", done: 10, total: 10 });
});
