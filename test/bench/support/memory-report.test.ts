import assert from "node:assert/strict";
import { test } from "node:test";
import { formatMemory } from "../../../bench/support/memory-report.ts";

const MIB = 2 ** 20;

function reading(step: number, heap: number, rss: number) {
  return { step, heap: heap * MIB, external: MIB, rss: rss * MIB, rssBefore: 2 * rss * MIB };
}

test("the last reading is compared with the first", () => {
  const text = formatMemory([reading(1000, 4, 100), reading(2000, 9, 90), reading(3000, 6, 104)]);
  assert.match(text, /^step 1000 +4\.00 +1\.00 +100\.00 +200\.00$/m);
  assert.match(text, /^last \/ first +1\.500 +1\.000 +1\.040 +1\.040$/m);
  // Two MiB more in 2,000 steps.
  assert.match(text, /^rss 4\.0 % more, within 5 %; heap and external together 1049 bytes a step/m);
});

test("growth beyond the goal is said, and so is that nothing was measured", () => {
  assert.match(formatMemory([reading(1, 4, 100), reading(2, 4, 106)]), /6\.0 % more, NOT within/);
  assert.equal(formatMemory([]), "no reading");
});
