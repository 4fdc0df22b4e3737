import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeSize } from "../../../src/nn/layers/describe-size.ts";

describe("describeSize", () => {
  it("prints as Python", () => {
    const values = [3, null, "same", [1, 2], [5], [null, 7]] as const;
    const texts = ["3", "None", "same", "(1, 2)", "(5,)", "(None, 7)"];
    assert.deepEqual(values.map(describeSize), texts);
  });
});
