import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { listenForStop } from "../../src/cli/signals.ts";

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

function listen() {
  const source = new FakeProcess();
  const said: string[] = [];
  return { source, said, stop: listenForStop(source, (text) => said.push(text)) };
}

test("the first signal aborts and says so, the second ends at once", () => {
  const { source, said, stop } = listen();
  assert.equal(stop.exitCode(), undefined);
  source.emit("SIGINT");
  assert.ok(stop.signal.aborted);
  assert.equal(stop.exitCode(), 130);
  assert.match(said.join(), /SIGINT: finishing what is under way/);
  assert.deepEqual(source.exits, []);
  source.emit("SIGINT");
  assert.deepEqual(source.exits, [130]);
});

test("SIGTERM has its own code", () => {
  const { source, stop } = listen();
  source.emit("SIGTERM");
  assert.equal(stop.exitCode(), 143);
});

test("an abort without a signal has no exit code; a signal after it ends at once", () => {
  const { source, stop } = listen();
  stop.abort();
  assert.ok(stop.signal.aborted);
  assert.equal(stop.exitCode(), undefined);
  source.emit("SIGTERM");
  assert.deepEqual(source.exits, [143]);
});

test("closing takes the listeners off", () => {
  const { source, stop } = listen();
  stop.close();
  assert.equal(source.listenerCount("SIGINT") + source.listenerCount("SIGTERM"), 0);
});
