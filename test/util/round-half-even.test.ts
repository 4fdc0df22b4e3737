import assert from "node:assert/strict";
import { test } from "node:test";
import { roundHalfEven } from "../../src/util/round-half-even.ts";

test("halves go to the even neighbour, as Python's round", () => {
  const values = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, 2.6, 7];
  assert.deepEqual(
    values.map(roundHalfEven).map((v) => v + 0),
    [-2, -2, 0, 0, 2, 2, 2, 3, 7],
  );
});
