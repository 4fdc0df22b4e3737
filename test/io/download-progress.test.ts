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

test("shows a line on a terminal, and nothing in a log", async () => {
  const { stderr } = process;
  const [isTTY, write] = [stderr.isTTY, stderr.write];
  const shown = async (terminal: boolean) => {
    const written: string[] = [];
    Object.assign(stderr, { isTTY: terminal, write: (text: string) => written.push(text) });
    try {
      const report = reporting({ file: "a", total: 1e7 }, undefined, 5);
      report.update(5e6);
      await wait(50);
      report.update(1e7);
      report.end();
    } finally {
      Object.assign(stderr, { isTTY, write });
    }
    return written;
  };
  assert.deepEqual(await shown(false), []);
  const lines = await shown(true);
  assert.equal(lines[0], "\ra: 5.0 of 10.0 MB, 50%\x1b[K");
  assert.deepEqual(lines.slice(-2), ["\ra: 10.0 of 10.0 MB, 100%\x1b[K", "\n"]);
});
