import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { everySecond, statusLine } from "../../src/util/status-line.ts";

function stream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe("statusLine", () => {
  it("writes one line over and over on a terminal", () => {
    const terminal = stream(true);
    const line = statusLine(terminal);
    line.end();
    line.show("10 files");
    line.show("9");
    line.end();
    line.end();
    assert.deepEqual(terminal.written, ["\r10 files\x1b[K", "\r9\x1b[K", "\n"]);
  });

  it("is silent elsewhere", () => {
    const file = stream(false);
    const line = statusLine(file);
    line.show("10 files");
    line.end();
    assert.deepEqual(file.written, []);
  });
});

describe("everySecond", () => {
  it("speaks now and then, once more at the end, and not at all of what is quick", async () => {
    let count = 0;
    const quick = everySecond(() => count++);
    quick.end();
    assert.equal(count, 0);
    const slow = everySecond(() => count++, 5);
    while (count === 0) await wait(5);
    const before = count;
    slow.end();
    slow.end();
    assert.equal(count, before + 1);
    await wait(20);
    assert.equal(count, before + 1);
  });
});
