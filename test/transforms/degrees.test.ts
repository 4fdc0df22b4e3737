import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkDegrees } from "../../src/transforms/degrees.ts";

describe("checkDegrees", () => {
  test("a number goes both ways, a pair stays", () => {
    assert.deepEqual(checkDegrees("Turn", "degrees", 30), [-30, 30]);
    assert.deepEqual(checkDegrees("Turn", "degrees", 0), [0, 0]);
    assert.deepEqual(checkDegrees("Turn", "degrees", [-90, -45]), [-90, -45]);
  });

  test("refuses negative numbers and what is no range, by name", () => {
    assert.throws(
      () => checkDegrees("Turn", "shear", -2),
      /^VisionError: Turn: expected shear to be/,
    );
    assert.throws(() => checkDegrees("Turn", "shear", [2, 1]), /shear with low <= high/);
    assert.throws(
      () => checkDegrees("Turn", "shear", [1, 2, 3] as never),
      /shear as \[low, high\]/,
    );
  });
});
