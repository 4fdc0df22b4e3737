import assert from "node:assert/strict";
import { test } from "node:test";
import { interleave } from "../../../bench/support/interleave.ts";

test("runners take turns, and each turn's seconds are kept apart", async () => {
  const turns: string[] = [];
  const runner = (name: string, seconds: number) => ({
    name,
    run: async (steps: number) => {
      turns.push(`${name}${steps}`);
      return { seconds: Array.from({ length: steps }, () => seconds), losses: [] };
    },
  });
  const all = [runner("a", 1), runner("b", 2), runner("c", 3)];
  const seconds = await interleave(all, { rounds: 2, steps: 2, rest: 0 });
  assert.deepEqual(turns, ["a2", "b2", "c2", "a2", "b2", "c2"]);
  assert.deepEqual(
    seconds,
    [1, 2, 3].map((s) => [
      [s, s],
      [s, s],
    ]),
  );
});
