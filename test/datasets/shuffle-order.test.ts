import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ShuffleOrder } from "../../src/datasets/shuffle-order.ts";
import { Rng } from "../../src/util/rng.ts";

function run(count: number, size: number, initial?: number, seed = 1) {
  const order = new ShuffleOrder(
    { size, ...(initial === undefined ? {} : { initial }) },
    new Rng(seed),
  );
  const drawn: number[] = [];
  let [next, most, before] = [0, 0, -1];
  for (let step = order.next(); step !== "done"; step = order.next()) {
    if (step !== "more") {
      if (before < 0) before = next;
      drawn.push(step);
    } else if (next < count) order.push(next++);
    else order.end();
    most = Math.max(most, order.held.length);
  }
  return { drawn, most, before };
}

describe("ShuffleOrder", () => {
  it("gives every number once, and never holds more than its size", () => {
    for (const count of [0, 1, 2, 9, 100])
      for (const size of [0, 1, 2, 7, 1000]) {
        const { drawn, most } = run(count, size, 3);
        assert.deepEqual(
          [...drawn].sort((a, b) => a - b),
          Array.from({ length: count }, (_, i) => i),
        );
        assert.ok(most <= Math.max(1, size));
      }
  });

  it("keeps the order at sizes 0 and 1, and changes it above", () => {
    const straight = Array.from({ length: 50 }, (_, i) => i);
    assert.deepEqual(run(50, 0).drawn, straight);
    assert.deepEqual(run(50, 1).drawn, straight);
    assert.notDeepEqual(run(50, 10).drawn, straight);
    assert.deepEqual(run(50, 10).drawn, run(50, 10).drawn);
    assert.notDeepEqual(run(50, 10).drawn, run(50, 10, undefined, 2).drawn);
  });

  it("draws the first once `initial` numbers are there, and fills up two at a time", () => {
    // A number comes; a second one too, as the buffer is not full: 6 of 5 wanted.
    assert.equal(run(1000, 100, 5).before, 5);
    assert.equal(run(1000, 100).before, 10);
    assert.equal(run(1000, 100, 1).before, 1);
    assert.equal(run(1000, 4, 50).before, 4);
    assert.ok(run(1000, 100, 5).most === 100);
  });

  it("can draw the last number of a long stream early, but no number before it came", () => {
    const { drawn } = run(2000, 100, 10);
    for (const [at, number] of drawn.entries())
      assert.ok(number <= 10 + 2 * at && number < at + 101);
    const far = drawn.filter((number, at) => Math.abs(number - at) > 50).length;
    assert.ok(far > 200, `${far} numbers moved far`);
  });
});
