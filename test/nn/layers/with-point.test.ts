import assert from "node:assert/strict";
import { it } from "node:test";
import { withPoint } from "../../../src/nn/layers/with-point.ts";

it("withPoint writes floats as Python does", () => {
  assert.deepEqual([1, -1, 0, 0.01, 0.0001, 1e-5, 2.5e-12].map(withPoint), [
    "1.0",
    "-1.0",
    "0.0",
    "0.01",
    "0.0001",
    "1e-05",
    "2.5e-12",
  ]);
});
