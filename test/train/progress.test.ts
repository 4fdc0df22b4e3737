import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Progress, type ProgressOptions } from "../../src/train/progress.ts";

function lines(options: Partial<ProgressOptions>) {
  const written: string[] = [];
  let now = 0;
  const progress = new Progress({
    label: "epoch 1",
    total: 100,
    show: "lines",
    stream: { write: (text) => written.push(text) },
    clock: () => now,
    ...options,
  });
  const at = (ms: number, done: number, extra?: string) => {
    now = ms;
    progress.update(done, extra);
  };
  return { progress, written, at };
}

describe("lines", () => {
  test("come after 5 % of the whole, but not more often than each second", () => {
    const { written, at } = lines({});
    at(500, 50);
    at(999, 60);
    assert.deepEqual(written, []);
    at(1000, 61, "loss 0.41");
    assert.deepEqual(written, ["epoch 1: 61/100 (61 %), 61.0/s, 1 s left, loss 0.41\n"]);
    at(2100, 65);
    assert.equal(written.length, 1);
    at(2200, 66);
    assert.equal(written.length, 2);
  });

  test("come after ten seconds at the latest", () => {
    const { written, at } = lines({ total: 1000 });
    at(9_999, 1);
    assert.equal(written.length, 0);
    at(10_000, 2);
    assert.deepEqual(written, ["epoch 1: 2/1000 (0 %), 0.200/s, 1 h 24 min left\n"]);
  });

  test("end with the last state, once", () => {
    const { progress, written, at } = lines({});
    at(10, 100);
    progress.finish();
    progress.finish();
    assert.deepEqual(written, ["epoch 1: 100/100 (100 %), 10000/s\n"]);
  });

  test("of what is passing have no last one", () => {
    const { progress, written, at } = lines({ passing: true });
    at(1000, 50);
    at(1100, 100);
    progress.finish();
    assert.deepEqual(written, ["epoch 1: 50/100 (50 %), 50.0/s, 1 s left\n"]);
  });

  test("write speeds without exponents", () => {
    const speeds = [9.994, 999.4, 999.6, 123_456].map((rate) => {
      const { written, at } = lines({ total: 1e6 });
      at(1000, rate);
      at(11_000, 11 * rate);
      return /, ([^ ]+)\/s/.exec(written.at(-1)!)![1];
    });
    assert.deepEqual(speeds, ["9.99", "999", "1000", "123456"]);
  });

  test("of a resumed run start where it stopped, and its speed counts new steps only", () => {
    const { written, at } = lines({ start: 40 });
    at(1000, 50);
    assert.deepEqual(written, ["epoch 1: 50/100 (50 %), 10.0/s, 5 s left\n"]);
  });
});

test("nothing is written when nothing is asked for", () => {
  const { progress, written, at } = lines({ show: "nothing" });
  at(60_000, 50);
  progress.finish();
  assert.deepEqual(written, []);
});

test("elsewhere than on a terminal there are lines by default", () => {
  const { written, at } = lines({ show: undefined as never });
  at(10_000, 50);
  assert.equal(written.length, 1);
});

describe("on a terminal", () => {
  const onTerminal = (columns: number) => {
    const written: string[] = [];
    const stream = { isTTY: true, columns, write: (text: string) => written.push(text) };
    const { progress, at } = lines({ show: "bar", stream });
    at(2000, 50, "loss 0.4123, accuracy 81.53 %");
    progress.finish();
    return written.filter((text) => text.includes("50/100"));
  };
  const rest = "50/100, 25.0/s, 2 s left, loss 0.4123, accuracy 81.53 %";

  test("there is a bar of thirty cells", () => {
    const half = "■".repeat(15) + " ".repeat(15);
    assert.deepEqual(onTerminal(120), [`epoch 1 [${half}] ${rest}`]);
  });

  test("it is shorter where the terminal is narrow, and nothing is cut off", () => {
    const [line] = onTerminal(80);
    assert.equal(line, `epoch 1 [${"■".repeat(7)}${" ".repeat(7)}] ${rest}`);
    assert.equal(line!.length, 80);
  });

  test("it is wiped away where it is passing", () => {
    const end = (passing: boolean) => {
      const written: string[] = [];
      const stream = { isTTY: true, columns: 80, write: (text: string) => written.push(text) };
      lines({ show: "bar", stream, passing }).progress.finish();
      return written.join("").split("0/100")[1]!;
    };
    assert.ok(end(false).endsWith("\n"), JSON.stringify(end(false)));
    assert.ok(!end(true).includes("\n"), JSON.stringify(end(true)));
    assert.ok(end(true).includes("\u001b[2K"), JSON.stringify(end(true)));
  });

  test("it is left out where there is no room at all", () => {
    assert.deepEqual(onTerminal(68), [`epoch 1: ${rest}`]);
  });
});
