import assert from "node:assert/strict";
import { test } from "node:test";
import {
  relativePositionBias,
  relativePositionIndex,
} from "../../../src/models/blocks/relative-position.ts";
import { arange } from "../../../src/tensor/index.ts";

test("pairs with the same offset have the same number, others another", async () => {
  const [h, w] = [2, 3];
  const index = (await relativePositionIndex([h, w]).data()) as BigInt64Array;
  const numbers = new Map<string, bigint>();
  for (let i = 0; i < index.length; i++) {
    const [from, to] = [Math.floor(i / 6), i % 6];
    const offset = `${Math.floor(from / w) - Math.floor(to / w)} ${(from % w) - (to % w)}`;
    const known = numbers.get(offset);
    assert.ok(known === undefined || known === index[i]);
    numbers.set(offset, index[i]!);
  }
  assert.equal(new Set(numbers.values()).size, (2 * h - 1) * (2 * w - 1));
  assert.equal(numbers.get("-1 -2"), 0n);
  assert.equal(numbers.get("0 0"), 7n);
  assert.equal(numbers.get("1 2"), 14n);
});

test("biases are the table's rows by offset, one a head", async () => {
  const table = arange(18, { dtype: "float32" }).reshape([9, 2]);
  const bias = await relativePositionBias(table, relativePositionIndex([2, 2])).toArray();
  const [first, second] = bias as number[][][];
  assert.deepEqual(first, [
    [8, 6, 2, 0],
    [10, 8, 4, 2],
    [14, 12, 8, 6],
    [16, 14, 10, 8],
  ]);
  assert.deepEqual(
    second,
    first!.map((row) => row.map((value) => value + 1)),
  );
});
