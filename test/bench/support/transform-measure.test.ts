import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Asked,
  formatTransformRow,
  head,
  measure,
} from "../../../bench/support/transform-measure.ts";
import type { TransformRequest } from "../../../bench/support/transform-protocol.ts";
import type { TransformRow } from "../../../bench/support/transform-rows.ts";

const row: TransformRow = { name: "blur", own: () => (x) => x, python: "F.blur", goal: 0.5 };
const turns = { rounds: 5, ms: 20, cpu: false };

// A peer whose calls take so many seconds of the clock, and twice as many of the processor.
function peer(name: string, seconds: number | undefined, seen: TransformRequest[] = []): Asked {
  return {
    name,
    ask: async (request: object) => {
      const asked = request as TransformRequest;
      seen.push(asked);
      if (asked.op === "prepare")
        return (seconds === undefined ? { missing: "no such operation" } : {}) as never;
      const all = asked.op === "time" ? asked.calls * seconds! : 0;
      return { seconds: all, cpu: 2 * all } as never;
    },
  };
}

test("a row is measured on all peers that have it, and judged by Pillow", async () => {
  const peers = [peer("tsvision", 0.001), peer("PIL", 0.004), peer("sharp", undefined)];
  const got = await measure(peers, row, "small", turns);
  assert.deepEqual(
    got.ms.map((ms) => ms?.toFixed(3)),
    ["1.000", "4.000", undefined],
  );
  assert.equal(got.ratios[0]!.median.toFixed(3), "0.250");
  assert.equal(got.verdict, "met");
  assert.deepEqual(formatTransformRow(got), [
    ...["blur", "1.000", "4.000", "0.25", "-", "-", "0.5", "met"],
  ]);
  const names = peers.map(({ name }) => name);
  assert.equal(head("500 x 375", names).length, formatTransformRow(got).length);
});

test("what is slower than the goal is missed; alone there is nothing to miss", async () => {
  const slow = await measure([peer("tsvision", 0.003), peer("PIL", 0.004)], row, "small", turns);
  assert.equal(slow.verdict, "missed");
  assert.equal((await measure([peer("tsvision", 1)], row, "small", turns)).verdict, "alone");
});

test("turns last about as long as asked for, each round with a seed of its own", async () => {
  const seen: TransformRequest[] = [];
  await measure([peer("tsvision", 0.001, seen)], row, "small", turns);
  const timed = seen.filter((request) => request.op === "time").slice(-turns.rounds);
  assert.deepEqual(
    timed.map(({ calls, seed }) => [calls, seed]),
    [0, 1, 2, 3, 4].map((seed) => [20, seed]),
  );
});

test("processor time is compared where that is asked for", async () => {
  const by = await measure([peer("tsvision", 0.001)], row, "small", { ...turns, cpu: true });
  assert.equal(by.ms[0]!.toFixed(3), "2.000");
});
