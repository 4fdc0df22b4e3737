import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { ModelSummary } from "../../src/nn/index.ts";

describe("ModelSummary", () => {
  it("adds its rows up and shows those that were not called", () => {
    const row = { type: "Linear", depth: 1, parameters: 1234, multiplyAdds: 5 };
    const rows = [
      { ...row, name: "a", outputShape: [2, 3] },
      { ...row, name: "b.c", depth: 2, outputShape: undefined },
    ];
    const summary = new ModelSummary(rows, 1000);
    assert.deepEqual(
      [summary.parameters, summary.trainableParameters, summary.multiplyAdds],
      [2468, 1000, 10],
    );
    const lines = inspect(summary).split("\n");
    assert.match(lines[2]!, /^ {2}a \(Linear\) +\[2, 3\] +1,234 +5$/);
    assert.match(lines[3]!, /^ {4}c \(Linear\) +-- +1,234 +5$/);
    assert.equal(lines[5], "Parameters: 2,468 (1,468 of them frozen)");
  });
});
