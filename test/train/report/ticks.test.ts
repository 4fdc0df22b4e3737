import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ticks } from "../../../src/train/report/ticks.ts";

test("ticks are round and enclose the data", () => {
  assert.deepEqual(ticks(0.1, 0.9).values, [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(0.83, 0.91).values, [0.82, 0.84, 0.86, 0.88, 0.9, 0.92]);
  assert.deepEqual(ticks(-3, 12).values, [-5, 0, 5, 10, 15]);
});

test("whole ticks stay whole", () => {
  assert.deepEqual(ticks(1, 3, { whole: true }).values, [1, 2, 3]);
  assert.deepEqual(ticks(0, 3000, { whole: true, count: 3 }).values, [0, 1000, 2000, 3000]);
});

test("one value has room", () => {
  const { low, high } = ticks(5, 5);
  assert.ok(low <= 5 && high >= 5 && low < high);
  assert.ok(ticks(0, 0).low < ticks(0, 0).high);
});

test("any range is enclosed by few ascending ticks", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      const { low, high, values } = ticks(from, to);
      const slack = 1e-6 * (high - low);
      assert.ok(low <= from + slack && high >= to - slack, `${low} ${high}`);
      assert.ok(values.length >= 2 && values.length <= 8, `${values}`);
      assert.ok(
        values.every((tick, i) => i === 0 || tick > values[i - 1]!),
        `${values}`,
      );
    }),
  );
});
