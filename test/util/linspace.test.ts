import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { linspace } from "../../src/util/linspace.ts";
import { augmentGolden } from "../transforms/augment-golden.ts";

describe("linspace", () => {
  test("has torch's float32 numbers to the bit", () => {
    for (const { start, end, count, values } of augmentGolden.lines)
      assert.deepEqual(linspace(start, end, count), values, `${start} to ${end} by ${count}`);
  });

  test("has both ends, and one number is the start", () => {
    assert.deepEqual(linspace(2, 5, 2), [2, 5]);
    assert.deepEqual(linspace(2, 5, 1), [2]);
    for (const count of [3, 17, 40]) assert.equal(linspace(-1, 1, count).at(-1), 1);
  });
});
